# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:loss
# path: bg:listedAs
# component: sh:InConstraintComponent
# severity: sh:Violation
# shape: bgs:listedAs

INSERT DATA { bgd:loss bg:listedAs salience:severe }

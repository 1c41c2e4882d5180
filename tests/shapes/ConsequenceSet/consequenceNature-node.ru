# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:costs
# path: bg:consequenceNature
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:consequenceNature

INSERT DATA { bgd:costs bg:consequenceNature salience:severe }

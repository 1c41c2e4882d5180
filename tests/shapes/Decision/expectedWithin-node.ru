# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:decision
# path: bg:expectedWithin
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:expectedWithin

INSERT DATA { bgd:decision bg:expectedWithin salience:severe }

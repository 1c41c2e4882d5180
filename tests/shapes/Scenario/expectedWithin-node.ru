# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:scenario
# path: bg:expectedWithin
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:expectedWithin

INSERT DATA { bgd:scenario bg:expectedWithin salience:severe }

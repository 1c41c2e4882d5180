# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:advice
# path: bg:expectedWithin
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:expectedWithin

INSERT DATA { bgd:advice bg:expectedWithin salience:severe }

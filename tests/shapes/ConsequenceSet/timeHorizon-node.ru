# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:costs
# path: bg:timeHorizon
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:timeHorizon

INSERT DATA { bgd:costs bg:timeHorizon salience:severe }

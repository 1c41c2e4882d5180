# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:scenario
# path: ^bg:inScenario|bg:hasPredictedConsequence
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:Scenario-used

DELETE DATA { bgd:claim bg:inScenario bgd:scenario }

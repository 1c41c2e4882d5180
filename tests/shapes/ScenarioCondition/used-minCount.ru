# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:condition
# path: ^bg:underCondition|^bg:evenUnderCondition|^bg:hasCondition|bg:hasPredictedConsequence|bg:raisesLikelihoodOf|bg:lowersLikelihoodOf
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:ScenarioCondition-used

DELETE DATA { bgd:claim bg:underCondition bgd:condition }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:condition
# path: ^bg:underCondition|^bg:evenUnderCondition
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:ScenarioCondition-used

DELETE DATA { bgd:claim bg:underCondition bgd:condition }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:scenario
# path: bg:hasCondition
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:hasCondition

INSERT DATA { bgd:scenario bg:hasCondition bgd:section }

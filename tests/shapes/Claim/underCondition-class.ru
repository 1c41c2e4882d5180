# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:underCondition
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:underCondition

INSERT DATA { bgd:echo bg:underCondition bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:evenUnderCondition
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:evenUnderCondition

INSERT DATA { bgd:echo bg:evenUnderCondition bgd:section }

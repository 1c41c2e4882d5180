# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:accept
# path: bg:acceptsDemand
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:acceptsDemand

INSERT DATA { bgd:accept bg:acceptsDemand bgd:section }

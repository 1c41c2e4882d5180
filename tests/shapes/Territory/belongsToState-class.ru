# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:land
# path: bg:belongsToState
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:belongsToState

INSERT DATA { bgd:land bg:belongsToState bgd:section }

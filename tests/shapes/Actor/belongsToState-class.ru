# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:people
# path: bg:belongsToState
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:belongsToState

INSERT DATA { bgd:people bg:belongsToState bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:contextPassage
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:contextPassage

INSERT DATA { bgd:echo bg:contextPassage bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:passage
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:passage

INSERT DATA { bgd:echo bg:passage bgd:section }

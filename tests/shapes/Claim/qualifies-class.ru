# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:qualifies
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:qualifies

INSERT DATA { bgd:echo bg:qualifies bgd:section }

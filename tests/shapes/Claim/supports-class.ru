# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:supports
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:supports

INSERT DATA { bgd:echo bg:supports bgd:section }

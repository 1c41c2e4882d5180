# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:reportsClaim
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:reportsClaim

INSERT DATA { bgd:echo bg:reportsClaim bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:unrest
# path: bg:leavesUnaddressed
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:leavesUnaddressed

INSERT DATA { bgd:unrest bg:leavesUnaddressed bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:operation
# path: bg:directedAgainst
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:directedAgainst

INSERT DATA { bgd:operation bg:directedAgainst bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:watch
# path: bg:directedAgainst
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:directedAgainst

INSERT DATA { bgd:watch bg:directedAgainst bgd:section }

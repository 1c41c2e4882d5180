# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:decision
# path: bg:decidedBy
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:decidedBy

INSERT DATA { bgd:decision bg:decidedBy bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:advice
# path: bg:aimsAt
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:aimsAt

INSERT DATA { bgd:advice bg:aimsAt bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:advice
# path: bg:comprisesRecommendation
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:comprisesRecommendation

INSERT DATA { bgd:advice bg:comprisesRecommendation bgd:section }

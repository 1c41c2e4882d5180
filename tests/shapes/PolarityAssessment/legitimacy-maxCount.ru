# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:assessment
# path: bg:legitimacy
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:PolarityAssessment-legitimacy
#
# focus: bgd:assessment
# path: bg:legitimacy
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:legitimacy

INSERT DATA { bgd:assessment bg:legitimacy bgd:unjust }

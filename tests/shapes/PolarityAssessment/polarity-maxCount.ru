# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:assessment
# path: bg:polarity
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:PolarityAssessment-polarity

INSERT DATA { bgd:assessment bg:polarity polarity:beneficial }

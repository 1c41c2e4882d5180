# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:assessment
# path: bg:assesses
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:PolarityAssessment-assesses

INSERT DATA { bgd:assessment bg:assesses bgd:north }

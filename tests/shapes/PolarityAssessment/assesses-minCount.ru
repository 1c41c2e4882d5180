# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:assessment
# path: bg:assesses
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:PolarityAssessment-assesses

DELETE WHERE { bgd:assessment bg:assesses ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:assessment
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:PolarityAssessment-judgement

DELETE WHERE { bgd:assessment bg:polarity ?polarity ; bg:salience ?salience ; bg:legitimacy ?legitimacy }

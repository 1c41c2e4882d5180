# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:assessment
# path: bg:salience
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:PolarityAssessment-salience

INSERT DATA { bgd:assessment bg:salience salience:most-significant }

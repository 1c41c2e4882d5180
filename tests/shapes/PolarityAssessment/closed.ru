# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:assessment
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:PolarityAssessment

INSERT DATA { bgd:assessment skos:prefLabel "x"@en }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:unrest
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:PredictedConsequence

INSERT DATA { bgd:unrest skos:prefLabel "x"@en }

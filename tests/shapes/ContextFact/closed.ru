# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:pact
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:ContextFact

INSERT DATA { bgd:pact skos:prefLabel "x"@en }

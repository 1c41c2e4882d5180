# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:pact
# path: -
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:ContextFact-validity

DELETE WHERE { bgd:pact bg:validFrom ?any } ;
INSERT DATA { bgd:pact bg:validFrom "2008"^^xsd:gYear }

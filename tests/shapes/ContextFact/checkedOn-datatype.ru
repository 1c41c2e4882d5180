# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:pact
# path: bg:checkedOn
# component: sh:DatatypeConstraintComponent
# severity: sh:Violation
# shape: bgs:ContextFact-checkedOn

DELETE WHERE { bgd:pact bg:checkedOn ?any } ;
INSERT DATA { bgd:pact bg:checkedOn "2026"^^xsd:gYear }

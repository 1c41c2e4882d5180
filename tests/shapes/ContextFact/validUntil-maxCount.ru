# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:pact
# path: bg:validUntil
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:ContextFact-validUntil

INSERT DATA { bgd:pact bg:validUntil "2007"^^xsd:gYear }

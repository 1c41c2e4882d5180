# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:pact
# path: bg:validFrom
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:ContextFact-validFrom

INSERT DATA { bgd:pact bg:validFrom "2002"^^xsd:gYear }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:renewed-pact
# path: -
# component: sh:SPARQLConstraintComponent
# severity: sh:Warning
# shape: bgs:ContextFact-checked-after

DELETE WHERE { bgd:renewed-pact bg:validFrom ?any } ;
INSERT DATA { bgd:renewed-pact bg:validFrom "2026-12"^^xsd:gYearMonth }

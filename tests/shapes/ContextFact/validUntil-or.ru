# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:pact
# path: bg:validUntil
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:ContextFact-validUntil

DELETE WHERE { bgd:pact bg:validUntil ?any } ;
INSERT DATA { bgd:pact bg:validUntil "2007-10-22" }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:pact
# path: bg:validFrom
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:ContextFact-validFrom

DELETE WHERE { bgd:pact bg:validFrom ?any } ;
INSERT DATA { bgd:pact bg:validFrom 2001 }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:statement
# path: bg:statementSubject
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:statementSubject
#
# focus: bgd:claim
# path: -
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-content-of-states
#
# focus: bgd:demand
# path: bg:demandedOf
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:edges-stated
#
# focus: bgd:section
# path: bg:demandedOf
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:statements-asserted

DELETE WHERE { bgd:statement bg:statementSubject ?any } ;
INSERT DATA { bgd:statement bg:statementSubject bgd:section }

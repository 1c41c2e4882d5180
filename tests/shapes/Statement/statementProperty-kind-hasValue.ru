# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:statement
# path: bg:statementProperty/rdfs:subPropertyOf+
# component: sh:HasValueConstraintComponent
# severity: sh:Violation
# shape: bgs:Statement-statementProperty-kind
#
# focus: bgd:demand
# path: bg:demandedOf
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:edges-stated
#
# focus: bgd:demand
# path: rdfs:seeAlso
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:statements-asserted

DELETE WHERE { bgd:statement bg:statementProperty ?any } ;
INSERT DATA { bgd:statement bg:statementProperty rdfs:seeAlso }

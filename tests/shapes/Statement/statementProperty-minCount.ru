# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:statement
# path: bg:statementProperty
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Statement-statementProperty
#
# focus: bgd:demand
# path: bg:demandedOf
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:edges-stated
#
# focus: bgd:statement
# path: bg:statementProperty/rdfs:subPropertyOf+
# component: sh:HasValueConstraintComponent
# severity: sh:Violation
# shape: bgs:Statement-statementProperty-kind

DELETE WHERE { bgd:statement bg:statementProperty ?any }

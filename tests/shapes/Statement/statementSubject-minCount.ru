# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:statement
# path: bg:statementSubject
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Statement-statementSubject
#
# focus: bgd:demand
# path: bg:demandedOf
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:edges-stated

DELETE WHERE { bgd:statement bg:statementSubject ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:statement
# path: bg:statementSubject
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Statement-statementSubject
#
# focus: bgd:north
# path: bg:demandedOf
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:statements-asserted

INSERT DATA { bgd:statement bg:statementSubject bgd:north }

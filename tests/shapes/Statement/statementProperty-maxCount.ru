# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:statement
# path: bg:statementProperty
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Statement-statementProperty
#
# focus: bgd:demand
# path: bg:inDomain
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:statements-asserted

INSERT DATA { bgd:statement bg:statementProperty bg:inDomain }

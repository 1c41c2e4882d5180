# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:statement
# path: bg:statementObject
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Statement-statementObject

INSERT DATA { bgd:demand bg:demandedOf bgd:north . bgd:statement bg:statementObject bgd:north }

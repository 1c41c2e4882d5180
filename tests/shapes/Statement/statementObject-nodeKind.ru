# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:statement
# path: bg:statementObject
# component: sh:NodeKindConstraintComponent
# severity: sh:Violation
# shape: bgs:Statement-statementObject
#
# focus: bgd:demand
# path: bg:demandedOf
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:Demand-demandedOf
#
# focus: bgd:demand
# path: bg:demandedOf
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:statements-asserted

DELETE WHERE { bgd:statement bg:statementObject ?any } ;
DELETE WHERE { bgd:demand bg:demandedOf ?any } ;
INSERT DATA { bgd:statement bg:statementObject "South" }

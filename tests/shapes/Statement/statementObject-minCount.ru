# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:statement
# path: bg:statementObject
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Statement-statementObject
#
# focus: bgd:demand
# path: bg:demandedOf
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:Demand-demandedOf

DELETE WHERE { bgd:statement bg:statementObject ?any } ;
DELETE WHERE { bgd:demand bg:demandedOf ?any }

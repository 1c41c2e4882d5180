# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:demand
# path: bg:demandedOf
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:statements-unique

INSERT DATA { bgd:claim bg:states bgd:statement-2 . bgd:statement-2 a bg:Statement ;
    bg:statementSubject bgd:demand ; bg:statementProperty bg:demandedOf ; bg:statementObject bgd:south }

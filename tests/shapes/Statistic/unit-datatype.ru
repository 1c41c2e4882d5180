# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:volume
# path: bg:unit
# component: sh:DatatypeConstraintComponent
# severity: sh:Violation
# shape: bgs:Statistic-unit

DELETE WHERE { bgd:volume bg:unit ?any } ;
INSERT DATA { bgd:volume bg:unit "billion US dollars"@en }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:practice
# path: bg:practiceStatus
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:practiceStatus

DELETE WHERE { bgd:practice bg:practiceStatus ?any } ;
INSERT DATA { bgd:practice bg:practiceStatus salience:severe }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:operation
# path: bg:operationType
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:operationType

DELETE WHERE { bgd:operation bg:operationType ?any } ;
INSERT DATA { bgd:operation bg:operationType salience:severe }

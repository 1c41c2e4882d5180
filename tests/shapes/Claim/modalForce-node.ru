# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:modalForce
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:modalForce

DELETE WHERE { bgd:echo bg:modalForce ?any } ;
INSERT DATA { bgd:echo bg:modalForce salience:severe }

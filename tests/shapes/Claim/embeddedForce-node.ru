# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:embeddedForce
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:embeddedForce

DELETE WHERE { bgd:echo bg:embeddedForce ?any } ;
INSERT DATA { bgd:echo bg:embeddedForce salience:severe }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:modalFlavour
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:modalFlavour

DELETE WHERE { bgd:echo bg:modalFlavour ?any } ;
INSERT DATA { bgd:echo bg:modalFlavour salience:severe }

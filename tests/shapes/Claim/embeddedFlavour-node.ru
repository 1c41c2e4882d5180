# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:embeddedFlavour
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:embeddedFlavour

DELETE WHERE { bgd:echo bg:embeddedFlavour ?any } ;
INSERT DATA { bgd:echo bg:embeddedFlavour salience:severe }

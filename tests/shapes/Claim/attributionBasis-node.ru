# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:attributionBasis
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:attributionBasis

DELETE WHERE { bgd:echo bg:attributionBasis ?any } ;
INSERT DATA { bgd:echo bg:attributionBasis salience:severe }

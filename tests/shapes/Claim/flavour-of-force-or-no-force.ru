# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-flavour-of-force
#
# focus: bgd:echo
# path: bg:modalForce
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-modalForce

DELETE WHERE { bgd:echo bg:modalFlavour ?any } ;
DELETE WHERE { bgd:echo bg:modalForce ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:modalForce
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-modalForce

DELETE WHERE { bgd:echo bg:modalForce ?any }

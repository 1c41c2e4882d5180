# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-embedded-modal

DELETE WHERE { bgd:echo bg:embeddedForce ?any }

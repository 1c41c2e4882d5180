# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:embeddedForce
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-embeddedForce

INSERT DATA { bgd:echo bg:embeddedForce force:possible }

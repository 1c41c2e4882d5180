# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:modalForce
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-modalForce

INSERT DATA { bgd:echo bg:modalForce force:necessary }

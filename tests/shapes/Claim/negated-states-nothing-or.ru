# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:claim
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-negated-states-nothing

INSERT DATA { bgd:claim bg:negated true }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:leverage
# path: bg:heldBy
# component: sh:DisjointConstraintComponent
# severity: sh:Violation
# shape: bgs:Leverage-holder-is-not-target

INSERT DATA { bgd:leverage bg:heldOver bgd:north }

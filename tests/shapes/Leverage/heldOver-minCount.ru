# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:leverage
# path: bg:heldOver
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Leverage-heldOver

DELETE WHERE { bgd:leverage bg:heldOver ?any }

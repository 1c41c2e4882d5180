# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:leverage
# path: bg:heldBy
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Leverage-heldBy

DELETE WHERE { bgd:leverage bg:heldBy ?any }

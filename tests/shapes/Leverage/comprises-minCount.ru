# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:leverage
# path: bg:comprises
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Leverage-comprises

DELETE WHERE { bgd:leverage bg:comprises ?any }

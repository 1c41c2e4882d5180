# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:passage
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-passage

DELETE WHERE { bgd:echo bg:passage ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:passage-2
# path: bg:passageSha256
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Passage-digest

DELETE WHERE { bgd:passage-2 bg:passageSha256 ?any }

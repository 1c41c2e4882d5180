# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:passage-2
# path: ^bg:passage|^bg:contextPassage
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Passage-used

DELETE DATA { bgd:claim bg:passage bgd:passage-2 }

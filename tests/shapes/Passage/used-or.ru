# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:passage-2
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:Passage-used

DELETE DATA { bgd:claim bg:passage bgd:passage-2 }

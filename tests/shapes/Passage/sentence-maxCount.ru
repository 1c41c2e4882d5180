# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:passage-2
# path: bg:sentence
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Passage-sentence

INSERT DATA { bgd:passage-2 bg:sentence 7 }

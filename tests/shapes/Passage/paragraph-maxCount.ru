# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:passage-2
# path: bg:paragraph
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Passage-paragraph

INSERT DATA { bgd:passage-2 bg:paragraph 7 }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:passage-2
# path: bg:paragraph
# component: sh:MinInclusiveConstraintComponent
# severity: sh:Violation
# shape: bgs:Passage-paragraph

DELETE WHERE { bgd:passage-2 bg:paragraph ?any } ;
INSERT DATA { bgd:passage-2 bg:paragraph 0 }

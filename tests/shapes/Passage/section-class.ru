# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:passage-2
# path: bg:section
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:section
#
# focus: bgd:passage-2
# path: bg:section/bg:partOfSource
# component: sh:EqualsConstraintComponent
# severity: sh:Violation
# shape: bgs:Passage-section-source

DELETE WHERE { bgd:passage-2 bg:section ?any } ;
INSERT DATA { bgd:passage-2 bg:section bgd:north }

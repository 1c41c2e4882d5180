# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:passage-2
# path: bg:sentence
# component: sh:DatatypeConstraintComponent
# severity: sh:Violation
# shape: bgs:Passage-sentence

DELETE WHERE { bgd:passage-2 bg:sentence ?any } ;
INSERT DATA { bgd:passage-2 bg:sentence 2.0 }

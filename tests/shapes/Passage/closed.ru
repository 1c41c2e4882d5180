# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:passage-2
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Passage

INSERT DATA { bgd:passage-2 skos:prefLabel "x"@en }

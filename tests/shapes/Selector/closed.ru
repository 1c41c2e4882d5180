# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:selector-2
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Selector

INSERT DATA { bgd:selector-2 skos:prefLabel "x"@en }

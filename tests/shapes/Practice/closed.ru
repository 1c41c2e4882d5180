# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:practice
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Practice

INSERT DATA { bgd:practice skos:prefLabel "x"@en }

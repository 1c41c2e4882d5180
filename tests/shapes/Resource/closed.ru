# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:market
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Resource

INSERT DATA { bgd:market skos:prefLabel "x"@en }

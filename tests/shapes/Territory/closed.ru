# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:land
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Territory

INSERT DATA { bgd:land skos:prefLabel "x"@en }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:interdependence
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Interdependence

INSERT DATA { bgd:interdependence skos:prefLabel "x"@en }

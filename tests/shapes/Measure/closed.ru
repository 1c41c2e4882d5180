# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:schools
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Measure

INSERT DATA { bgd:schools skos:prefLabel "x"@en }

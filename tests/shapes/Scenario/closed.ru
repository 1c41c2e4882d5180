# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:scenario
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Scenario

INSERT DATA { bgd:scenario skos:prefLabel "x"@en }

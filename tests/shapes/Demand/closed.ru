# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:demand
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Demand

INSERT DATA { bgd:demand skos:prefLabel "x"@en }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:imbalance
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Circumstance

INSERT DATA { bgd:imbalance skos:prefLabel "x"@en }

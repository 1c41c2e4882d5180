# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:accept
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:DecisionOption

INSERT DATA { bgd:accept skos:prefLabel "x"@en }

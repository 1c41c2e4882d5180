# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:advice
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Recommendation

INSERT DATA { bgd:advice skos:prefLabel "x"@en }

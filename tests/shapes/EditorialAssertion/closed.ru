# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:editorial
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:EditorialAssertion

INSERT DATA { bgd:editorial skos:prefLabel "x"@en }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:people
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Actor

INSERT DATA { bgd:people skos:prefLabel "x"@en }

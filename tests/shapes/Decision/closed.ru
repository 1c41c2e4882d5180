# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:decision
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Decision

INSERT DATA { bgd:decision skos:prefLabel "x"@en }

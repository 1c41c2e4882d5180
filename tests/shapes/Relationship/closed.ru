# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:alliance
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Relationship

INSERT DATA { bgd:alliance skos:prefLabel "x"@en }

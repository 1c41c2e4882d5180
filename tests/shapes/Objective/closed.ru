# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:peace
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Objective

INSERT DATA { bgd:peace skos:prefLabel "x"@en }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:norm
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Norm

INSERT DATA { bgd:norm skos:prefLabel "x"@en }

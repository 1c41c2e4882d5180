# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:leverage
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Leverage

INSERT DATA { bgd:leverage skos:prefLabel "x"@en }

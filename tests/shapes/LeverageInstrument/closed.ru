# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:tariff
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:LeverageInstrument

INSERT DATA { bgd:tariff skos:prefLabel "x"@en }

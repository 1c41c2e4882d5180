# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:records
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:AccessObject

INSERT DATA { bgd:records skos:prefLabel "x"@en }

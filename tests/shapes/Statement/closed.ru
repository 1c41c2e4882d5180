# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:statement
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Statement

INSERT DATA { bgd:statement skos:prefLabel "x"@en }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:poverty
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Problem

INSERT DATA { bgd:poverty skos:prefLabel "x"@en }

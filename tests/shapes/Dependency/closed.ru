# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:dependency
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Dependency

INSERT DATA { bgd:dependency skos:prefLabel "x"@en }

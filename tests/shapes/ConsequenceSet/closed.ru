# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:costs
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:ConsequenceSet

INSERT DATA { bgd:costs skos:prefLabel "x"@en }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:operation
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:ProposedOperation

INSERT DATA { bgd:operation skos:prefLabel "x"@en }

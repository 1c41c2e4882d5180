# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim

INSERT DATA { bgd:echo skos:prefLabel "x"@en }

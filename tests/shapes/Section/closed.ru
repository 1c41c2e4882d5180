# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:end
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:Section

INSERT DATA { bgd:end skos:prefLabel "x"@en }

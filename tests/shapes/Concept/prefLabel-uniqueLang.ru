# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:narrow
# path: skos:prefLabel
# component: sh:UniqueLangConstraintComponent
# severity: sh:Violation
# shape: bgs:prefLabel

INSERT DATA { bgd:narrow skos:prefLabel "x"@en }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:scheme
# path: skos:prefLabel
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:prefLabel

DELETE WHERE { bgd:scheme skos:prefLabel ?any } ;
INSERT DATA { bgd:scheme skos:prefLabel "Scheme"@en }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:narrow
# path: skos:prefLabel
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:prefLabel

DELETE { bgd:narrow skos:prefLabel ?es } WHERE { bgd:narrow skos:prefLabel ?es FILTER ( LANG(?es) = "es" ) }

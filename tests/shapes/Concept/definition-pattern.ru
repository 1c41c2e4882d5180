# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:narrow
# path: skos:definition
# component: sh:PatternConstraintComponent
# severity: sh:Violation
# shape: bgs:definition

DELETE { bgd:narrow skos:definition ?es } INSERT { bgd:narrow skos:definition " "@es }
WHERE { bgd:narrow skos:definition ?es FILTER ( LANG(?es) = "es" ) }

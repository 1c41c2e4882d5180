# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:demand
# path: rdfs:label
# component: sh:PatternConstraintComponent
# severity: sh:Info
# shape: bgs:label-style

DELETE { bgd:demand rdfs:label ?es } INSERT { bgd:demand rdfs:label "Exigencia "@es }
WHERE { bgd:demand rdfs:label ?es FILTER ( LANG(?es) = "es" ) }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:demand
# path: rdfs:label
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:label

DELETE { bgd:demand rdfs:label ?es } WHERE { bgd:demand rdfs:label ?es FILTER ( LANG(?es) = "es" ) }

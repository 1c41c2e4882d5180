# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:leaflet
# path: rdfs:label
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:label
#
# focus: bgd:leaflet
# path: rdfs:label
# component: sh:PatternConstraintComponent
# severity: sh:Info
# shape: bgs:label-style

DELETE WHERE { bgd:leaflet rdfs:label ?any } ;
INSERT DATA { bgd:leaflet rdfs:label "A space follows "@en }

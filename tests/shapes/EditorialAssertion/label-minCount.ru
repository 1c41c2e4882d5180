# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:editorial
# path: rdfs:label
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:label
#
# focus: bgd:editorial
# path: rdfs:label
# component: sh:PatternConstraintComponent
# severity: sh:Info
# shape: bgs:label-style

DELETE WHERE { bgd:editorial rdfs:label ?any } ;
INSERT DATA { bgd:editorial rdfs:label "A space follows "@en }

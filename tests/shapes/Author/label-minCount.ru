# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:editor
# path: rdfs:label
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:label
#
# focus: bgd:editor
# path: rdfs:label
# component: sh:PatternConstraintComponent
# severity: sh:Info
# shape: bgs:label-style

DELETE WHERE { bgd:editor rdfs:label ?any } ;
INSERT DATA { bgd:editor rdfs:label "A space follows "@en }

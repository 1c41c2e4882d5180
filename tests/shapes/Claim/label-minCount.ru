# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: rdfs:label
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:label
#
# focus: bgd:echo
# path: rdfs:label
# component: sh:PatternConstraintComponent
# severity: sh:Info
# shape: bgs:label-style

DELETE WHERE { bgd:echo rdfs:label ?any } ;
INSERT DATA { bgd:echo rdfs:label "A space follows "@en }

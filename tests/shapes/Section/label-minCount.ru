# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:end
# path: rdfs:label
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:label
#
# focus: bgd:end
# path: rdfs:label
# component: sh:PatternConstraintComponent
# severity: sh:Info
# shape: bgs:label-style

DELETE WHERE { bgd:end rdfs:label ?any } ;
INSERT DATA { bgd:end rdfs:label "A space follows "@en }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:pact
# path: rdfs:label
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:label
#
# focus: bgd:pact
# path: rdfs:label
# component: sh:PatternConstraintComponent
# severity: sh:Info
# shape: bgs:label-style

DELETE WHERE { bgd:pact rdfs:label ?any } ;
INSERT DATA { bgd:pact rdfs:label "A space follows "@en }

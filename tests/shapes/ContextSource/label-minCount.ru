# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:report
# path: rdfs:label
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:label
#
# focus: bgd:report
# path: rdfs:label
# component: sh:PatternConstraintComponent
# severity: sh:Info
# shape: bgs:label-style

DELETE WHERE { bgd:report rdfs:label ?any } ;
INSERT DATA { bgd:report rdfs:label "A space follows "@en }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:office
# path: rdfs:label
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:label
#
# focus: bgd:office
# path: rdfs:label
# component: sh:PatternConstraintComponent
# severity: sh:Info
# shape: bgs:label-style

DELETE WHERE { bgd:office rdfs:label ?any } ;
INSERT DATA { bgd:office rdfs:label "A space follows "@en }

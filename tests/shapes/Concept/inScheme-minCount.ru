# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:narrow
# path: skos:inScheme
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Concept-inScheme
#
# focus: bgd:narrow
# path: -
# component: sh:XoneConstraintComponent
# severity: sh:Violation
# shape: bgs:Concept-reachable

DELETE WHERE { bgd:narrow skos:inScheme ?any } ;
DELETE WHERE { bgd:narrow skos:broader ?any }

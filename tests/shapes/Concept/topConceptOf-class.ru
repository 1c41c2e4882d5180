# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:wide
# path: skos:topConceptOf
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:Concept-topConceptOf
#
# focus: bgd:wide
# path: skos:topConceptOf
# component: sh:EqualsConstraintComponent
# severity: sh:Violation
# shape: bgs:Concept-top-scheme
#
# focus: bgd:wide
# path: skos:topConceptOf
# component: sh:EqualsConstraintComponent
# severity: sh:Violation
# shape: bgs:Concept-top-scheme

DELETE WHERE { bgd:wide skos:topConceptOf ?any } ;
INSERT DATA { bgd:wide skos:topConceptOf bgd:claim }

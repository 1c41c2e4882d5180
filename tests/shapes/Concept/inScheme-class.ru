# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:wide
# path: skos:inScheme
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:Concept-inScheme
#
# focus: bgd:narrow
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:Concept-broader-in-scheme
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

DELETE WHERE { bgd:wide skos:inScheme ?any } ;
INSERT DATA { bgd:wide skos:inScheme bgd:claim }

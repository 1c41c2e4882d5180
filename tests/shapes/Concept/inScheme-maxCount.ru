# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:wide
# path: skos:inScheme
# component: sh:MaxCountConstraintComponent
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

INSERT DATA { bgd:wide skos:inScheme <https://w3id.org/bargain/concept/salience> }

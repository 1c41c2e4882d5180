# SPDX-License-Identifier: CC-BY-4.0
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
INSERT DATA { bgd:wide skos:topConceptOf <https://w3id.org/bargain/concept/salience> }

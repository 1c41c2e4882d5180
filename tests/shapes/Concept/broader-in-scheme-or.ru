# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:narrow
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:Concept-broader-in-scheme

DELETE WHERE { bgd:narrow skos:broader ?any } ;
INSERT DATA { bgd:narrow skos:broader salience:severe }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:island
# path: schema:sameAs
# component: sh:NodeKindConstraintComponent
# severity: sh:Warning
# shape: bgs:State-sameAs

DELETE WHERE { bgd:island schema:sameAs ?any } ;
INSERT DATA { bgd:island schema:sameAs "island" }

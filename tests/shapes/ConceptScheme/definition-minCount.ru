# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:scheme
# path: skos:definition
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:definition

DELETE WHERE { bgd:scheme skos:definition ?any } ;
INSERT DATA { bgd:scheme skos:definition "A scheme."@en }

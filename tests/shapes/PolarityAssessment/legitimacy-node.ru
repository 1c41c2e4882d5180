# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:assessment
# path: bg:legitimacy
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:legitimacy

DELETE WHERE { bgd:assessment bg:legitimacy ?any } ;
INSERT DATA { bgd:assessment bg:legitimacy salience:severe }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:assessment
# path: bg:polarity
# component: sh:InConstraintComponent
# severity: sh:Violation
# shape: bgs:polarity

DELETE WHERE { bgd:assessment bg:polarity ?any } ;
INSERT DATA { bgd:assessment bg:polarity polarity:pro }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:assessment
# path: bg:assesses
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:assesses

DELETE WHERE { bgd:assessment bg:assesses ?any } ;
INSERT DATA { bgd:assessment bg:assesses bgd:section }

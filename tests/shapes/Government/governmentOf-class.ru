# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:government
# path: bg:governmentOf
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:governmentOf

DELETE WHERE { bgd:government bg:governmentOf ?any } ;
INSERT DATA { bgd:government bg:governmentOf bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:government
# path: -
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:governmentOf-subject

DELETE WHERE { bgd:government a ?class } ;
INSERT DATA { bgd:government a bg:SocialGroup }

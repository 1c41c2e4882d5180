# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:police
# path: -
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:bodyOf-subject

DELETE WHERE { bgd:police a ?class } ;
INSERT DATA { bgd:police a bg:SocialGroup }

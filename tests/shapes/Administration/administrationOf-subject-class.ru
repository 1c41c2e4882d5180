# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:administration
# path: -
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:administrationOf-subject

DELETE WHERE { bgd:administration a ?class } ;
INSERT DATA { bgd:administration a bg:SocialGroup }

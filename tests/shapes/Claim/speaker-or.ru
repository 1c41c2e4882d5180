# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:speaker
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:speaker
#
# focus: bgd:echo
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-own-voice

DELETE WHERE { bgd:echo bg:speaker ?any } ;
INSERT DATA { bgd:echo bg:speaker bgd:section }

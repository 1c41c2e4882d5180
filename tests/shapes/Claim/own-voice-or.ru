# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:claim
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-own-voice

DELETE DATA { bgd:claim bg:speaker bgd:author } ;
INSERT DATA { bgd:claim bg:speaker bgd:north }

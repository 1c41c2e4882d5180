# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:speaker
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-speaker
#
# focus: bgd:echo
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-own-voice

INSERT DATA { bgd:echo bg:speaker bgd:north }

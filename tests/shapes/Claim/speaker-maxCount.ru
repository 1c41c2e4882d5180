# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:speaker
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-speaker

INSERT DATA { bgd:echo bg:speaker bgd:north }

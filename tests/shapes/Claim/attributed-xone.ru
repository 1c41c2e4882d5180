# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: -
# component: sh:XoneConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-attributed

DELETE WHERE { bgd:echo bg:speaker ?any }

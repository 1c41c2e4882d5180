# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:attributionBasis
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:Claim-attributionBasis-given

DELETE WHERE { bgd:echo bg:attributionBasis ?any }

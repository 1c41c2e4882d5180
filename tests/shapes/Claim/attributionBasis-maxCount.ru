# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:attributionBasis
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-attributionBasis

INSERT DATA { bgd:echo bg:attributionBasis basis:quoted }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:negated
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-negated

INSERT DATA { bgd:echo bg:negated false }

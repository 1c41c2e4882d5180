# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:embeddedFlavour
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-embeddedFlavour

INSERT DATA { bgd:echo bg:embeddedFlavour flavour:ability }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:modalFlavour
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-modalFlavour

INSERT DATA { bgd:echo bg:modalFlavour flavour:ability }

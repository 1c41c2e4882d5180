# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:contextPassage
# component: sh:DisjointConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-contextPassage-other

INSERT DATA { bgd:echo bg:contextPassage bgd:passage }

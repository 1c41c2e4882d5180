# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:hasContent
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-hasContent

DELETE WHERE { bgd:echo bg:hasContent ?any }

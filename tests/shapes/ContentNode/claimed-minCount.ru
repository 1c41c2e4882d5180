# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:effect
# path: ^bg:hasContent
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:ContentNode-claimed

DELETE WHERE { bgd:claim bg:hasContent bgd:effect }

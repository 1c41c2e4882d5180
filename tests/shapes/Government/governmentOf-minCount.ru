# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:government
# path: bg:governmentOf
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Government-governmentOf

DELETE WHERE { bgd:government bg:governmentOf ?any }

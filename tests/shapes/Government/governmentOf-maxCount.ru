# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:government
# path: bg:governmentOf
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Government-governmentOf

INSERT DATA { bgd:government bg:governmentOf bgd:south }

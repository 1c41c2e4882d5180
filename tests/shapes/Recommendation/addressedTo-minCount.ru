# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:advice
# path: bg:addressedTo
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Recommendation-addressedTo

DELETE WHERE { bgd:advice bg:addressedTo ?any }

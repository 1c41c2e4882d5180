# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:advice
# path: bg:deonticForce
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Recommendation-deonticForce

DELETE WHERE { bgd:advice bg:deonticForce ?any }

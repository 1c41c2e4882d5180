# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:advice
# path: bg:deonticForce
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Recommendation-deonticForce

INSERT DATA { bgd:advice bg:deonticForce deontic:must }

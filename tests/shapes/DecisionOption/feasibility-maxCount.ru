# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:accept
# path: bg:feasibility
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:DecisionOption-feasibility

INSERT DATA { bgd:accept bg:feasibility feasibility:untenable }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:accept
# path: bg:acceptsDemand
# component: sh:DisjointConstraintComponent
# severity: sh:Violation
# shape: bgs:DecisionOption-accepts-or-refuses

INSERT DATA { bgd:accept bg:refusesDemand bgd:demand }

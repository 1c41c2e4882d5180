# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:unrest
# path: bg:atTheCostOf
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:atTheCostOf

INSERT DATA { bgd:unrest bg:atTheCostOf bgd:section }

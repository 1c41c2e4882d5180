# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:advice
# path: bg:aimsToAvoid
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:aimsToAvoid

INSERT DATA { bgd:advice bg:aimsToAvoid bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:advice
# path: bg:aimsToReduce
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:aimsToReduce

INSERT DATA { bgd:advice bg:aimsToReduce bgd:section }

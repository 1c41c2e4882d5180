# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:pact
# path: -
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:Statistic-subject

INSERT DATA { bgd:pact bg:figure 2.0 }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:advice
# path: bg:hasMeasure
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:hasMeasure

INSERT DATA { bgd:advice bg:hasMeasure bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:advice
# path: bg:addressedTo
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:addressedTo

INSERT DATA { bgd:advice bg:addressedTo bgd:section }

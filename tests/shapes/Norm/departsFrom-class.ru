# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:event
# path: bg:departsFrom
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:departsFrom

INSERT DATA { bgd:event bg:departsFrom bgd:section }

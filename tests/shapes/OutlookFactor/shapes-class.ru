# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:factor
# path: bg:shapes
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:shapes

INSERT DATA { bgd:factor bg:shapes bgd:section }

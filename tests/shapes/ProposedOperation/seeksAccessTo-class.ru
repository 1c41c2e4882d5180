# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:operation
# path: bg:seeksAccessTo
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:seeksAccessTo

INSERT DATA { bgd:operation bg:seeksAccessTo bgd:section }

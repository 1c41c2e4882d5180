# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:operation
# path: bg:drawsOn
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:drawsOn

INSERT DATA { bgd:operation bg:drawsOn bgd:section }

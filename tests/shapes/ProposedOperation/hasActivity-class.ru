# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:operation
# path: bg:hasActivity
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:hasActivity

INSERT DATA { bgd:operation bg:hasActivity bgd:section }

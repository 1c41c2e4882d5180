# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:movements
# path: bg:pertainsTo
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:pertainsTo

INSERT DATA { bgd:movements bg:pertainsTo bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:records
# path: bg:pertainsTo
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:pertainsTo

INSERT DATA { bgd:records bg:pertainsTo bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:costs
# path: bg:hasListedItem
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:hasListedItem

INSERT DATA { bgd:costs bg:hasListedItem bgd:section }

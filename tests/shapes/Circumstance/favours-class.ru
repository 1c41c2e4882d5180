# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:imbalance
# path: bg:favours
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:favours

INSERT DATA { bgd:imbalance bg:favours bgd:section }

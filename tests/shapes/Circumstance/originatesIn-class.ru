# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:imbalance
# path: bg:originatesIn
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:originatesIn

INSERT DATA { bgd:imbalance bg:originatesIn bgd:section }

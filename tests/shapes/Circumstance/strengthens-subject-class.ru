# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:imbalance
# path: -
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:strengthens-subject

INSERT DATA { bgd:imbalance bg:strengthens bgd:north }

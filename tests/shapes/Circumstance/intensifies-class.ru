# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:imbalance
# path: bg:intensifies
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:intensifies

INSERT DATA { bgd:imbalance bg:intensifies bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:meeting
# path: bg:bearsOn
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:bearsOn

INSERT DATA { bgd:meeting bg:bearsOn bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:meeting
# path: bg:overtakes
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:overtakes

INSERT DATA { bgd:meeting bg:overtakes bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:practice
# path: bg:practisedBy
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:practisedBy

INSERT DATA { bgd:practice bg:practisedBy bgd:section }

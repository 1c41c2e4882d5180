# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:practice
# path: bg:practisedToward
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:practisedToward

INSERT DATA { bgd:practice bg:practisedToward bgd:section }

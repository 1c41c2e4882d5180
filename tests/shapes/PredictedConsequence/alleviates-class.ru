# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:unrest
# path: bg:alleviates
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:alleviates

INSERT DATA { bgd:unrest bg:alleviates bgd:section }

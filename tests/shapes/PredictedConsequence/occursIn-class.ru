# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:unrest
# path: bg:occursIn
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:occursIn

INSERT DATA { bgd:unrest bg:occursIn bgd:section }

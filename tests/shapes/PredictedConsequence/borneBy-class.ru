# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:unrest
# path: bg:borneBy
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:borneBy

INSERT DATA { bgd:unrest bg:borneBy bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:summary
# path: bg:restates
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:restates

INSERT DATA { bgd:summary bg:restates bgd:section }

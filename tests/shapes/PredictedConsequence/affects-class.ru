# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:unrest
# path: bg:affects
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:affects

INSERT DATA { bgd:unrest bg:affects bgd:section }

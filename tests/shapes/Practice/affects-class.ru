# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:practice
# path: bg:affects
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:affects

INSERT DATA { bgd:practice bg:affects bgd:section }

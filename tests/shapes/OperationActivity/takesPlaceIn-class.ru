# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:watch
# path: bg:takesPlaceIn
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:takesPlaceIn

INSERT DATA { bgd:watch bg:takesPlaceIn bgd:section }

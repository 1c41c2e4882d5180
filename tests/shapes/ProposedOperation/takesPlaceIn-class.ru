# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:operation
# path: bg:takesPlaceIn
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:takesPlaceIn

INSERT DATA { bgd:operation bg:takesPlaceIn bgd:section }

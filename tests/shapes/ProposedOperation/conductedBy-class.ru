# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:operation
# path: bg:conductedBy
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:conductedBy

INSERT DATA { bgd:operation bg:conductedBy bgd:section }

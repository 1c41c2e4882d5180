# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:watch
# path: bg:conductedBy
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:conductedBy

INSERT DATA { bgd:watch bg:conductedBy bgd:section }

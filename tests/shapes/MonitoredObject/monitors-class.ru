# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:watch
# path: bg:monitors
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:monitors

INSERT DATA { bgd:watch bg:monitors bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:editorial
# path: bg:states
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:states

INSERT DATA { bgd:editorial bg:states bgd:section }

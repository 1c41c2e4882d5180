# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:act
# path: bg:contradicts
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:contradicts

INSERT DATA { bgd:act bg:contradicts bgd:section }

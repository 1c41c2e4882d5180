# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:leverage
# path: bg:heldOver
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:heldOver

INSERT DATA { bgd:leverage bg:heldOver bgd:section }

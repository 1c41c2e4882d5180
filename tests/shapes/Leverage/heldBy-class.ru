# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:leverage
# path: bg:heldBy
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:heldBy

INSERT DATA { bgd:leverage bg:heldBy bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:leverage
# path: bg:comprises
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:comprises

INSERT DATA { bgd:leverage bg:comprises bgd:section }

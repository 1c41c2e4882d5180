# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:unrest
# path: bg:benefits
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:benefits

INSERT DATA { bgd:unrest bg:benefits bgd:section }

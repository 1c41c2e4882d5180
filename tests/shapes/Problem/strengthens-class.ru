# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:poverty
# path: bg:strengthens
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:strengthens

INSERT DATA { bgd:poverty bg:strengthens bgd:section }

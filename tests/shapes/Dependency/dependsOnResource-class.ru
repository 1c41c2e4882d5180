# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:reliance
# path: bg:dependsOnResource
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:dependsOnResource

INSERT DATA { bgd:reliance bg:dependsOnResource bgd:section }

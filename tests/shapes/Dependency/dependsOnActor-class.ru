# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:dependency
# path: bg:dependsOnActor
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:dependsOnActor

INSERT DATA { bgd:dependency bg:dependsOnActor bgd:section }

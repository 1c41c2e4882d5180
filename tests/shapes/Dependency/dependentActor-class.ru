# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:dependency
# path: bg:dependentActor
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:dependentActor

DELETE WHERE { bgd:dependency bg:dependentActor ?any } ;
INSERT DATA { bgd:dependency bg:dependentActor bgd:section }

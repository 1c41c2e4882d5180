# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:interdependence
# path: bg:interdependentActor
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:interdependentActor

INSERT DATA { bgd:interdependence bg:interdependentActor bgd:section }

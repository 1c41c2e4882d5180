# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:interdependence
# path: bg:interdependentActor
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Interdependence-interdependentActor

DELETE DATA { bgd:interdependence bg:interdependentActor bgd:south }

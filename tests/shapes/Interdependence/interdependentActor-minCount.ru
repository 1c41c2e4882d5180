# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:interdependence
# path: bg:interdependentActor
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Interdependence-interdependentActor

DELETE WHERE { bgd:interdependence bg:interdependentActor ?any }

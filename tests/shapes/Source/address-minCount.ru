# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:leaflet
# path: foaf:homepage
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:Source-address

DELETE WHERE { bgd:leaflet foaf:homepage ?any }

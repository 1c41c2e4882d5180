# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:leaflet
# path: foaf:homepage
# component: sh:NodeKindConstraintComponent
# severity: sh:Warning
# shape: bgs:Source-address

DELETE WHERE { bgd:leaflet foaf:homepage ?any } ;
INSERT DATA { bgd:leaflet foaf:homepage "https://example.org/leaflet" }

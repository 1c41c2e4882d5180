# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:end
# path: bg:partOfSource
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Section-partOfSource

INSERT DATA { bgd:end bg:partOfSource bgd:leaflet .
    bgd:leaflet a bg:Source ; rdfs:label "Leaflet"@en , "Folleto"@es ;
        foaf:homepage <https://example.org/leaflet> }

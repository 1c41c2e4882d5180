# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:passage-2
# path: bg:section/bg:partOfSource
# component: sh:EqualsConstraintComponent
# severity: sh:Violation
# shape: bgs:Passage-section-source
#
# focus: bgd:passage-2
# path: bg:section/bg:partOfSource
# component: sh:EqualsConstraintComponent
# severity: sh:Violation
# shape: bgs:Passage-section-source

DELETE DATA { bgd:passage-2 oa:hasSource bgd:article } ;
INSERT DATA { bgd:passage-2 oa:hasSource bgd:leaflet .
    bgd:leaflet a bg:Source ; rdfs:label "Leaflet"@en , "Folleto"@es ;
        foaf:homepage <https://example.org/leaflet> }

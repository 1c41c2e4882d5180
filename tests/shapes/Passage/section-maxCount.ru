# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:passage-2
# path: bg:section
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Passage-section

INSERT DATA { bgd:passage-2 bg:section bgd:other .
    bgd:other a bg:Section ; rdfs:label "Other"@en , "Otra"@es ; bg:order 2 ; bg:partOfSource bgd:article }

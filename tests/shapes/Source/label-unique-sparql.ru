# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:article
# path: -
# component: sh:SPARQLConstraintComponent
# severity: sh:Warning
# shape: bgs:label-unique
#
# focus: bgd:other
# path: -
# component: sh:SPARQLConstraintComponent
# severity: sh:Warning
# shape: bgs:label-unique

INSERT DATA { bgd:other a bg:Source ; rdfs:label "Article"@en , "Otro"@es ;
    foaf:homepage <https://example.org/other> }

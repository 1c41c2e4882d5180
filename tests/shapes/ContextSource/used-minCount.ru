# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:book
# path: ^bg:factSource
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:ContextSource-used

INSERT DATA { bgd:book a bg:ContextSource ; rdfs:label "Book"@en , "Libro"@es ;
    dcterms:title "Book"@en ; dcterms:publisher "Press" ; foaf:homepage <https://example.org/book> }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bg:ratifiedBy
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:Term-domain

INSERT DATA {
    bg:ratifiedBy a owl:ObjectProperty ;
        rdfs:label "ratificado por"@es , "ratified by"@en ;
        skos:definition "Quien lo ratificó."@es , "Who ratified it."@en ;
        dcterms:source "A book." ;
        rdfs:isDefinedBy <https://w3id.org/bargain/ontology> ;
        rdfs:range bg:Actor ;
        vs:term_status "testing"
}

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:demand
# path: rdfs:label
# component: sh:MaxLengthConstraintComponent
# severity: sh:Info
# shape: bgs:label-style

DELETE { bgd:demand rdfs:label ?es } INSERT { bgd:demand rdfs:label ?long }
WHERE {
    bgd:demand rdfs:label ?es FILTER ( LANG(?es) = "es" )
    BIND ( SUBSTR ( CONCAT ( SHA512 ( "a" ) , SHA512 ( "b" ) ) , 1 , 161 ) AS ?text )
    BIND ( STRLANG ( ?text , "es" ) AS ?long )
}

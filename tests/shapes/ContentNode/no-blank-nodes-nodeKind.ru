# SPDX-License-Identifier: CC-BY-4.0
#
# focus: a blank node
# path: -
# component: sh:NodeKindConstraintComponent
# severity: sh:Violation
# shape: bgs:no-blank-nodes

INSERT DATA { bgd:claim bg:hasContent [ a bg:Resource ; rdfs:label "Market"@en , "Mercado"@es ] }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bg:Treaty
# path: -
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:Term-no-cycle
#
# focus: bg:Norm
# path: -
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:Term-no-cycle

INSERT DATA { bg:Treaty rdfs:subClassOf bg:Norm . bg:Norm rdfs:subClassOf bg:Treaty }

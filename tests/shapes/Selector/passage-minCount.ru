# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:selector-3
# path: ^oa:hasSelector
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Selector-passage

INSERT DATA { bgd:selector-3 a oa:TextPositionSelector ;
    oa:start "30"^^xsd:nonNegativeInteger ; oa:end "40"^^xsd:nonNegativeInteger }

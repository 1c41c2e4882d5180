# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:passage-2
# path: oa:hasSelector
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Passage-selector

INSERT DATA { bgd:passage-2 oa:hasSelector bgd:selector-3 .
    bgd:selector-3 a oa:TextPositionSelector ;
        oa:start "30"^^xsd:nonNegativeInteger ; oa:end "40"^^xsd:nonNegativeInteger }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:selector-2
# path: oa:end
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Selector-end

INSERT DATA { bgd:selector-2 oa:end "21"^^xsd:nonNegativeInteger }

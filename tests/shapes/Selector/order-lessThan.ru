# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:selector-2
# path: oa:start
# component: sh:LessThanConstraintComponent
# severity: sh:Violation
# shape: bgs:Selector-order

DELETE WHERE { bgd:selector-2 oa:end ?any } ;
INSERT DATA { bgd:selector-2 oa:end "10"^^xsd:nonNegativeInteger }

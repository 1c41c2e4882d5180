# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:selector-2
# path: oa:start
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Selector-start

INSERT DATA { bgd:selector-2 oa:start "9"^^xsd:nonNegativeInteger }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:nobody
# path: -
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:Selector-subject

INSERT DATA { bgd:nobody oa:end "5"^^xsd:nonNegativeInteger }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:selector-2
# path: ^oa:hasSelector
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Selector-passage

DELETE DATA { bgd:passage oa:hasSelector bgd:selector . bgd:selector a oa:TextPositionSelector } ;
DELETE WHERE { bgd:selector ?property ?value } ;
INSERT DATA { bgd:passage oa:hasSelector bgd:selector-2 }

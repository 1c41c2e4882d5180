# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:passage-2
# path: oa:hasSelector
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:Passage-selector
#
# focus: bgd:selector-2
# path: -
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:Selector-subject

DELETE WHERE { bgd:selector-2 ?property ?value } ;
INSERT DATA { bgd:selector-2 a oa:TextQuoteSelector }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:passage-2
# path: oa:hasSelector
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Passage-selector

DELETE WHERE { bgd:passage-2 oa:hasSelector ?selector . ?selector ?property ?value }

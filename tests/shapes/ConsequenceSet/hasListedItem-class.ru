# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:costs
# path: bg:hasListedItem
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:hasListedItem
#
# focus: bgd:section
# path: ^bg:hasListedItem|^bg:hasListedMember/bg:listedAs
# component: sh:EqualsConstraintComponent
# severity: sh:Violation
# shape: bgs:listed-side-same

INSERT DATA { bgd:costs bg:hasListedItem bgd:section }

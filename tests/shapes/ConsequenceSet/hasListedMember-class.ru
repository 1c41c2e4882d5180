# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:costs
# path: bg:hasListedMember
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:hasListedMember
#
# focus: bgd:section
# path: ^bg:hasListedItem|^bg:hasListedMember/bg:listedAs
# component: sh:EqualsConstraintComponent
# severity: sh:Violation
# shape: bgs:listed-side-same

INSERT DATA { bgd:costs bg:hasListedMember bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:loss
# path: ^bg:hasListedItem|^bg:hasListedMember/bg:listedAs
# component: sh:EqualsConstraintComponent
# severity: sh:Violation
# shape: bgs:listed-side-same
#
# focus: bgd:loss
# path: ^bg:hasListedItem|^bg:hasListedMember/bg:listedAs
# component: sh:EqualsConstraintComponent
# severity: sh:Violation
# shape: bgs:listed-side-same

DELETE DATA { bgd:loss bg:listedAs polarity:con } ;
INSERT DATA { bgd:loss bg:listedAs polarity:pro }

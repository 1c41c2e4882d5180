# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:costs
# path: bg:listedAs
# component: sh:InConstraintComponent
# severity: sh:Violation
# shape: bgs:listedAs
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

DELETE WHERE { bgd:costs bg:listedAs ?any } ;
INSERT DATA { bgd:costs bg:listedAs polarity:harmful }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:costs
# path: bg:listedAs
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:ConsequenceSet-listedAs
#
# focus: bgd:loss
# path: ^bg:hasListedItem|^bg:hasListedMember/bg:listedAs
# component: sh:EqualsConstraintComponent
# severity: sh:Violation
# shape: bgs:listed-side-same

INSERT DATA { bgd:costs bg:listedAs polarity:pro }

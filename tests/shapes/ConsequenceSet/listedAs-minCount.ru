# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:costs
# path: bg:listedAs
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:ConsequenceSet-listedAs
#
# focus: bgd:loss
# path: ^bg:hasListedItem|^bg:hasListedMember/bg:listedAs
# component: sh:EqualsConstraintComponent
# severity: sh:Violation
# shape: bgs:listed-side-same

DELETE WHERE { bgd:costs bg:listedAs ?any }

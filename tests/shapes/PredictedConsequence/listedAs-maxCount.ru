# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:unrest
# path: bg:listedAs
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:PredictedConsequence-listedAs

INSERT DATA { bgd:unrest bg:listedAs polarity:pro }

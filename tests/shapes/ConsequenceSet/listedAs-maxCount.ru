# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:costs
# path: bg:listedAs
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:ConsequenceSet-listedAs

INSERT DATA { bgd:costs bg:listedAs polarity:pro }

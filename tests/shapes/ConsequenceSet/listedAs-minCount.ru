# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:costs
# path: bg:listedAs
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:ConsequenceSet-listedAs

DELETE WHERE { bgd:costs bg:listedAs ?any }

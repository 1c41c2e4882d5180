# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:volume
# path: bg:figure
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Statistic-figure

DELETE WHERE { bgd:volume bg:figure ?any }

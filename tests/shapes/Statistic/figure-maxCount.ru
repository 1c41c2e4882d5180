# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:volume
# path: bg:figure
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Statistic-figure

INSERT DATA { bgd:volume bg:figure 65.0 }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:volume
# path: bg:unit
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Statistic-unit

INSERT DATA { bgd:volume bg:unit "percent" }

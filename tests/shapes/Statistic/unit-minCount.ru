# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:volume
# path: bg:unit
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Statistic-unit

DELETE WHERE { bgd:volume bg:unit ?any }

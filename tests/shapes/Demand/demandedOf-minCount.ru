# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:demand
# path: bg:demandedOf
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:Demand-demandedOf

DELETE WHERE { bgd:demand bg:demandedOf ?any }

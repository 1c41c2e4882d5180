# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:land
# path: bg:territoryOf
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:Territory-territoryOf

DELETE WHERE { bgd:land bg:territoryOf ?any }

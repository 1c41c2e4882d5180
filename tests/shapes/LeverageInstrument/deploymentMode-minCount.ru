# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:tariff
# path: bg:deploymentMode
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:LeverageInstrument-deploymentMode

DELETE WHERE { bgd:tariff bg:deploymentMode ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:tariff
# path: bg:leverageType
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:LeverageInstrument-leverageType

DELETE WHERE { bgd:tariff bg:leverageType ?any }

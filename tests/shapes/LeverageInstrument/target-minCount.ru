# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:tariff
# path: bg:target
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:LeverageInstrument-target

DELETE WHERE { bgd:tariff bg:target ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:tariff
# path: bg:wieldedBy
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:LeverageInstrument-wieldedBy

DELETE WHERE { bgd:tariff bg:wieldedBy ?any }

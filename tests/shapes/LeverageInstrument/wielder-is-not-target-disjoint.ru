# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:tariff
# path: bg:wieldedBy
# component: sh:DisjointConstraintComponent
# severity: sh:Violation
# shape: bgs:LeverageInstrument-wielder-is-not-target

INSERT DATA { bgd:tariff bg:target bgd:north }

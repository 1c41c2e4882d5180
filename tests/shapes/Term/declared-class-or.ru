# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bg:Tariff
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:declared-class

INSERT DATA { bgd:thing a bg:Tariff }

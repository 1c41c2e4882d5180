# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:tariff
# path: bg:leverageType
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:leverageType

INSERT DATA { bgd:tariff bg:leverageType salience:severe }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:tariff
# path: bg:deploymentMode
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:deploymentMode

INSERT DATA { bgd:tariff bg:deploymentMode salience:severe }

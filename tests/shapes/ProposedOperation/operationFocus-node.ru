# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:operation
# path: bg:operationFocus
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:operationFocus

INSERT DATA { bgd:operation bg:operationFocus salience:severe }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:operation
# path: bg:accessDegree
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:accessDegree

INSERT DATA { bgd:operation bg:accessDegree salience:severe }

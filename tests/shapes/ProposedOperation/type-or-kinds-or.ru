# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:operation
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:ProposedOperation-type-or-kinds

DELETE WHERE { bgd:operation bg:operationType ?any }

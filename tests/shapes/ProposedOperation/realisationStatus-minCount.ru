# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:operation
# path: bg:realisationStatus
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:ProposedOperation-realisationStatus

DELETE WHERE { bgd:operation bg:realisationStatus ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:operation
# path: bg:conductedBy
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:ProposedOperation-conductedBy

DELETE WHERE { bgd:operation bg:conductedBy ?any }

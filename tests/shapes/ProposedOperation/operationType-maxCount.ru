# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:operation
# path: bg:operationType
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:ProposedOperation-operationType

INSERT DATA { bgd:operation bg:operationType operation:targeted-action }

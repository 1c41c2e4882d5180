# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:watch
# path: ^bg:hasActivity
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:OperationActivity-hasActivity

DELETE WHERE { ?any bg:hasActivity bgd:watch }

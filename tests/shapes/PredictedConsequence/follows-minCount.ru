# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:loss
# path: ^bg:hasPredictedConsequence|^bg:leadsTo
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:PredictedConsequence-follows

DELETE DATA { bgd:unrest bg:leadsTo bgd:loss }

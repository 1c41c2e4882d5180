# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:demand
# path: bg:hasPredictedConsequence
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:hasPredictedConsequence

INSERT DATA { bgd:demand bg:hasPredictedConsequence bgd:section }

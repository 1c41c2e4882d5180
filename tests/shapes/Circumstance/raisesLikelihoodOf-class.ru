# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:imbalance
# path: bg:raisesLikelihoodOf
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:raisesLikelihoodOf

INSERT DATA { bgd:imbalance bg:raisesLikelihoodOf bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:imbalance
# path: bg:lowersLikelihoodOf
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:lowersLikelihoodOf

INSERT DATA { bgd:imbalance bg:lowersLikelihoodOf bgd:section }

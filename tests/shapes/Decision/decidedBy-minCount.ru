# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:decision
# path: bg:decidedBy
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Decision-decidedBy

DELETE WHERE { bgd:decision bg:decidedBy ?any }

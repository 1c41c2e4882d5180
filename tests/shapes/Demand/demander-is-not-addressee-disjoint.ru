# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:demand
# path: bg:demandedBy
# component: sh:DisjointConstraintComponent
# severity: sh:Violation
# shape: bgs:Demand-demander-is-not-addressee

INSERT DATA { bgd:demand bg:demandedBy bgd:south }

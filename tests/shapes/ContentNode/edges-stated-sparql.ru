# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:demand
# path: bg:demandedBy
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:edges-stated

INSERT DATA { bgd:demand bg:demandedBy bgd:north }

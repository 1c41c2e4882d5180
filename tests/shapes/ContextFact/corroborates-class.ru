# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:pact
# path: bg:corroborates
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:corroborates
#
# focus: bgd:pact
# path: bg:corroborates
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:edges-stated

INSERT DATA { bgd:pact bg:corroborates bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:supports
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:no-self-relation

INSERT DATA { bgd:echo bg:supports bgd:echo }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:people
# path: -
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:no-cycles
#
# focus: bgd:family
# path: -
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:no-cycles

INSERT DATA { bgd:people bg:memberOf bgd:family }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:factor
# path: bg:factorSalience
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:factorSalience

DELETE WHERE { bgd:factor bg:factorSalience ?any } ;
INSERT DATA { bgd:factor bg:factorSalience force:possible }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:accept
# path: bg:feasibility
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:feasibility

DELETE WHERE { bgd:accept bg:feasibility ?any } ;
INSERT DATA { bgd:accept bg:feasibility salience:severe }

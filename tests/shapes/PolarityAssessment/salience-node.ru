# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:assessment
# path: bg:salience
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:salience

DELETE WHERE { bgd:assessment bg:salience ?any } ;
INSERT DATA { bgd:assessment bg:salience force:possible }

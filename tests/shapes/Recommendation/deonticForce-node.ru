# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:advice
# path: bg:deonticForce
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:deonticForce

DELETE WHERE { bgd:advice bg:deonticForce ?any } ;
INSERT DATA { bgd:advice bg:deonticForce salience:severe }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:heading
# path: bg:structuringFunction
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:structuringFunction

DELETE WHERE { bgd:heading bg:structuringFunction ?any } ;
INSERT DATA { bgd:heading bg:structuringFunction salience:severe }

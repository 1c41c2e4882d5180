# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:heading
# path: bg:structuringFunction
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:StructuringPassage-structuringFunction

DELETE WHERE { bgd:heading bg:structuringFunction ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:heading
# path: bg:structuringFunction
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:StructuringPassage-structuringFunction

INSERT DATA { bgd:heading bg:structuringFunction structure:announcement }

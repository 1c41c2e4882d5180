# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:heading
# path: ^bg:passage
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:StructuringPassage-claims-nothing

INSERT DATA { bgd:claim bg:passage bgd:heading } ;
DELETE DATA { bgd:claim bg:contextPassage bgd:heading }

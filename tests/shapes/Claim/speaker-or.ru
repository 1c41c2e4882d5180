# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:speaker
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:speaker

DELETE WHERE { bgd:echo bg:speaker ?any } ;
INSERT DATA { bgd:echo bg:speaker bgd:section }

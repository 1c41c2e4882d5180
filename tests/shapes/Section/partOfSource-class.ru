# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:end
# path: bg:partOfSource
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:partOfSource

DELETE WHERE { bgd:end bg:partOfSource ?any } ;
INSERT DATA { bgd:end bg:partOfSource bgd:section }

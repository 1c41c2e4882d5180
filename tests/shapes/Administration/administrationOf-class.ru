# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:administration
# path: bg:administrationOf
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:administrationOf

DELETE WHERE { bgd:administration bg:administrationOf ?any } ;
INSERT DATA { bgd:administration bg:administrationOf bgd:section }

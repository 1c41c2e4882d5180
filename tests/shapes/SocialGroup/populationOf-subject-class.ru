# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:people
# path: -
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:populationOf-subject

DELETE WHERE { bgd:people a ?class } ;
INSERT DATA { bgd:people a bg:Organisation }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:nobody
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:states-subject

DELETE DATA { bgd:editorial bg:states bgd:statement } ;
DELETE WHERE { bgd:editorial ?property ?value } ;
INSERT DATA { bgd:nobody bg:states bgd:statement }

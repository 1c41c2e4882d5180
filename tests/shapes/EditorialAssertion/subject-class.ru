# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:nobody
# path: -
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:EditorialAssertion-subject

INSERT DATA { bgd:nobody bg:reason "So."@en }

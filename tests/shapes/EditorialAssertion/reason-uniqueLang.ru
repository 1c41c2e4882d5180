# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:editorial
# path: bg:reason
# component: sh:UniqueLangConstraintComponent
# severity: sh:Violation
# shape: bgs:EditorialAssertion-reason

INSERT DATA { bgd:editorial bg:reason "x"@en }

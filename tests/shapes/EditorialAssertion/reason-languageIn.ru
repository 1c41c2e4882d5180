# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:editorial
# path: bg:reason
# component: sh:LanguageInConstraintComponent
# severity: sh:Violation
# shape: bgs:EditorialAssertion-reason

INSERT DATA { bgd:editorial bg:reason "x"@fr }

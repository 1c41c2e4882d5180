# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:administration
# path: bg:administrationOf
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Administration-administrationOf

INSERT DATA { bgd:administration bg:administrationOf bgd:south }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:claim
# path: bg:states/bg:statementProperty
# component: sh:NotConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-no-context

INSERT DATA { bgd:claim bg:states bgd:statement ; bg:hasContent bgd:north }

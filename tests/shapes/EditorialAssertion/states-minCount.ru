# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:editorial
# path: bg:states
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:EditorialAssertion-states
#
# focus: bgd:statement
# path: ^bg:states
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Statement-stated

DELETE WHERE { bgd:editorial bg:states ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:statement
# path: ^bg:states
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Statement-stated

DELETE DATA { bgd:claim bg:states bgd:statement }

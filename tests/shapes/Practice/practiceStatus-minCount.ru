# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:practice
# path: bg:practiceStatus
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Practice-practiceStatus

DELETE WHERE { bgd:practice bg:practiceStatus ?any }

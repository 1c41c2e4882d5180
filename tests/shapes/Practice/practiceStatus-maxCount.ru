# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:practice
# path: bg:practiceStatus
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Practice-practiceStatus

INSERT DATA { bgd:practice bg:practiceStatus practice:past }

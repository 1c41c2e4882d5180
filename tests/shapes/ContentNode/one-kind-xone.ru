# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:effect
# path: -
# component: sh:XoneConstraintComponent
# severity: sh:Violation
# shape: bgs:ContentNode-one-kind

INSERT DATA { bgd:effect a bg:Resource }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:operatives
# path: bg:possibleReferent
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:possibleReferent

INSERT DATA { bgd:operatives bg:possibleReferent bgd:section }

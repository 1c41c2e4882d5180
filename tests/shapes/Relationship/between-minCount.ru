# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:alliance
# path: bg:between
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Relationship-between

DELETE DATA { bgd:alliance bg:between bgd:south }

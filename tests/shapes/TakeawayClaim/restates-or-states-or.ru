# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:summary
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:TakeawayClaim-restates-or-states

DELETE WHERE { bgd:summary bg:restates ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:factor
# path: bg:shapes
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:OutlookFactor-shapes

DELETE WHERE { bgd:factor bg:shapes ?any }

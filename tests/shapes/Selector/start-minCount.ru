# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:selector-2
# path: oa:start
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Selector-start

DELETE WHERE { bgd:selector-2 oa:start ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:records
# path: ^bg:seeksAccessTo
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:AccessObject-seeksAccessTo

DELETE WHERE { ?any bg:seeksAccessTo bgd:records }

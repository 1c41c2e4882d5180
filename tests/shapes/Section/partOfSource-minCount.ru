# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:end
# path: bg:partOfSource
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Section-partOfSource

DELETE WHERE { bgd:end bg:partOfSource ?any }

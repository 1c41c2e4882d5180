# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:end
# path: bg:order
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Section-order

DELETE WHERE { bgd:end bg:order ?any }

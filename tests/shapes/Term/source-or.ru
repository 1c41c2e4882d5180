# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bg:Treaty
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:Term-source

DELETE WHERE { bg:Treaty dcterms:source ?any }

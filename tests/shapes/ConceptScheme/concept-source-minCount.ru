# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:scheme
# path: dcterms:source
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:concept-source

DELETE WHERE { bgd:scheme dcterms:source ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:narrow
# path: dcterms:source
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:concept-source

DELETE WHERE { bgd:narrow dcterms:source ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bg:Treaty
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:Term-label

DELETE WHERE { bg:Treaty rdfs:label ?any }

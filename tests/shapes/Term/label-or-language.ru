# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bg:Treaty
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:Term-label

INSERT DATA { bg:Treaty rdfs:label "x"@fr }

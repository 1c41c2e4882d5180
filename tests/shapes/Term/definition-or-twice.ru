# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bg:Treaty
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:Term-definition

INSERT DATA { bg:Treaty skos:definition "x"@en }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bg:Treaty
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:Term-status

DELETE WHERE { bg:Treaty <http://www.w3.org/2003/06/sw-vocab-status/ns#term_status> ?any }

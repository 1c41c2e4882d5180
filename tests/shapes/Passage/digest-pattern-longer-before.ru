# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:passage-2
# path: bg:passageSha256
# component: sh:PatternConstraintComponent
# severity: sh:Violation
# shape: bgs:Passage-digest

DELETE { bgd:passage-2 bg:passageSha256 ?is } INSERT { bgd:passage-2 bg:passageSha256 ?long }
WHERE { bgd:passage-2 bg:passageSha256 ?is BIND ( CONCAT ( "0" , ?is ) AS ?long ) }

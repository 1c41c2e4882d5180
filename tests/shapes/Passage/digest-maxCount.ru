# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:passage-2
# path: bg:passageSha256
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Passage-digest

INSERT { bgd:passage-2 bg:passageSha256 ?other } WHERE { bgd:passage bg:passageSha256 ?other }

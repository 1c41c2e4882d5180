# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:paraphrase
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-paraphrase

DELETE { bgd:echo bg:paraphrase ?es } WHERE { bgd:echo bg:paraphrase ?es FILTER ( LANG(?es) = "es" ) }

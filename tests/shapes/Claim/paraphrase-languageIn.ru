# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:paraphrase
# component: sh:LanguageInConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-paraphrase

INSERT DATA { bgd:echo bg:paraphrase "x"@fr }

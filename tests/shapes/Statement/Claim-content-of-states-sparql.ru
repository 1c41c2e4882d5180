# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:claim
# path: -
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-content-of-states

DELETE DATA { bgd:claim bg:hasContent bgd:demand } ;
INSERT DATA { bgd:echo a bg:Claim ; rdfs:label "Echo"@en , "Eco"@es ; bg:hasContent bgd:demand ;
    bg:paraphrase "So."@en , "Así."@es ; bg:speaker bgd:author ; bg:attributionBasis basis:own-voice ; bg:modalForce force:categorical ;
    bg:passage bgd:passage }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:summary
# path: bg:restates
# component: sh:NotConstraintComponent
# severity: sh:Violation
# shape: bgs:TakeawayClaim-restates-body

INSERT DATA { bgd:summary bg:restates bgd:moral .
    bgd:moral a bg:TakeawayClaim ; rdfs:label "Moral"@en , "Moraleja"@es ; bg:restates bgd:claim ;
        bg:paraphrase "They deal."@en , "Tratan."@es ; bg:hasContent bgd:north ; bg:modalForce force:categorical ;
        bg:speaker bgd:author ; bg:attributionBasis basis:own-voice ; bg:passage bgd:passage }

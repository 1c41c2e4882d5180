# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: -
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:restates-subject

INSERT DATA { bgd:echo a bg:Claim ; rdfs:label "Echo"@en , "Eco"@es ; bg:restates bgd:claim ;
    bg:paraphrase "They deal."@en , "Tratan."@es ; bg:hasContent bgd:north ; bg:modalForce force:categorical ;
    bg:speaker bgd:author ; bg:attributionBasis basis:own-voice ; bg:passage bgd:passage }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:people
# path: -
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:possibleReferent-subject

INSERT DATA { bgd:people a bg:SocialGroup ; rdfs:label "People"@en , "Gente"@es ; bg:possibleReferent bgd:office }

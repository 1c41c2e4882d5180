# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:word
# path: bg:hasMeasure|bg:comprisesRecommendation|bg:aimsAt|bg:aimsToAvoid|bg:aimsToReduce|bg:concerns
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:Recommendation-substance

INSERT DATA { bgd:word a bg:Recommendation ; rdfs:label "Word"@en , "Palabra"@es ;
    bg:addressedTo bgd:south ; bg:deonticForce deontic:must }

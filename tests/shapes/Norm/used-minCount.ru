# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:custom-2
# path: ^bg:departsFrom|^bg:overrides|^bg:requires|^bg:avoidedBecauseOf
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:Norm-used

INSERT DATA { bgd:custom-2 a bg:Norm ; rdfs:label "Other"@en , "Otra"@es }

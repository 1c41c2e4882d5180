# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:practice
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:Practice-avoided

INSERT DATA { bgd:practice bg:avoidedBecauseOf bgd:norm . bgd:norm a bg:Norm ; rdfs:label "Norm"@en , "Norma"@es }

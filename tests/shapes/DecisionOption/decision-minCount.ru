# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:third
# path: ^bg:hasOption
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:DecisionOption-decision

INSERT DATA { bgd:third a bg:DecisionOption ; rdfs:label "Wait"@en , "Esperar"@es }

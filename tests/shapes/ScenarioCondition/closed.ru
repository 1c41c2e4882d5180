# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:condition
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:ScenarioCondition

INSERT DATA { bgd:condition skos:prefLabel "x"@en }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:scheme
# path: rdfs:isDefinedBy
# component: sh:HasValueConstraintComponent
# severity: sh:Violation
# shape: bgs:concept-isDefinedBy

DELETE WHERE { bgd:scheme rdfs:isDefinedBy ?any }

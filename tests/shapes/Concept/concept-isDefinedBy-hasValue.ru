# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:narrow
# path: rdfs:isDefinedBy
# component: sh:HasValueConstraintComponent
# severity: sh:Violation
# shape: bgs:concept-isDefinedBy

DELETE WHERE { bgd:narrow rdfs:isDefinedBy ?any }

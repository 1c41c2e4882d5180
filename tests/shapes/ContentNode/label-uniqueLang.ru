# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:demand
# path: rdfs:label
# component: sh:UniqueLangConstraintComponent
# severity: sh:Violation
# shape: bgs:label

INSERT DATA { bgd:demand rdfs:label "x"@en }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:report
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:ContextSource

INSERT DATA { bgd:report skos:prefLabel "x"@en }

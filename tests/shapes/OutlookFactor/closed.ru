# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:factor
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:OutlookFactor

INSERT DATA { bgd:factor skos:prefLabel "x"@en }

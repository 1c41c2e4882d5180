# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:office
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:PublicRecordBody

INSERT DATA { bgd:office skos:prefLabel "x"@en }

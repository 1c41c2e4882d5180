# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:movements
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:MonitoredObject

INSERT DATA { bgd:movements skos:prefLabel "x"@en }

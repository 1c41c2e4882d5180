# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:watch
# path: skos:prefLabel
# component: sh:ClosedConstraintComponent
# severity: sh:Violation
# shape: bgs:OperationActivity

INSERT DATA { bgd:watch skos:prefLabel "x"@en }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:end
# path: bg:order
# component: sh:DatatypeConstraintComponent
# severity: sh:Violation
# shape: bgs:Section-order

DELETE WHERE { bgd:end bg:order ?any } ;
INSERT DATA { bgd:end bg:order 2.0 }

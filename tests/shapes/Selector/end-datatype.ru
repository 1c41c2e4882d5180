# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:selector-2
# path: oa:end
# component: sh:DatatypeConstraintComponent
# severity: sh:Violation
# shape: bgs:Selector-end

DELETE WHERE { bgd:selector-2 oa:end ?any } ;
INSERT DATA { bgd:selector-2 oa:end 20 }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:negated
# component: sh:DatatypeConstraintComponent
# severity: sh:Violation
# shape: bgs:Claim-negated

DELETE WHERE { bgd:echo bg:negated ?any } ;
INSERT DATA { bgd:echo bg:negated "true" }

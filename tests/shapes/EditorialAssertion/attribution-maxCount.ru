# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:editorial
# path: prov:wasAttributedTo
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:EditorialAssertion-attribution

INSERT DATA { bgd:editorial prov:wasAttributedTo bgd:others . bgd:others a prov:Agent }

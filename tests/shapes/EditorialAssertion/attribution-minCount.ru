# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:editorial
# path: prov:wasAttributedTo
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:EditorialAssertion-attribution

DELETE WHERE { bgd:editorial prov:wasAttributedTo ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:editorial
# path: bg:reason
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:EditorialAssertion-reason

DELETE { bgd:editorial bg:reason ?es } WHERE { bgd:editorial bg:reason ?es FILTER ( LANG(?es) = "es" ) }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:decision
# path: bg:hasOption
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Decision-hasOption

DELETE WHERE { bgd:refuse ?property ?value } ;
DELETE DATA { bgd:decision bg:hasOption bgd:refuse }

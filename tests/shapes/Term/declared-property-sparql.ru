# SPDX-License-Identifier: CC-BY-4.0
#
# focus: <https://w3id.org/bargain/ontology>
# path: -
# component: sh:SPARQLConstraintComponent
# severity: sh:Violation
# shape: bgs:declared-property

INSERT DATA { bgd:thing bg:tariffRate 25 }

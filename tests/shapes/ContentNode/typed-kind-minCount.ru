# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:nobody
# path: rdf:type
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:typed-kind

INSERT DATA { bgd:nobody rdfs:label "Nobody"@en }

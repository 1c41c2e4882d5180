# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:report
# path: foaf:homepage|dcterms:source
# component: sh:NodeKindConstraintComponent
# severity: sh:Violation
# shape: bgs:ContextSource-address

DELETE WHERE { bgd:report foaf:homepage ?any } ;
INSERT DATA { bgd:report foaf:homepage "example.org" }

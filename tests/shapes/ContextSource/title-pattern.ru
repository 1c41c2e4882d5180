# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:report
# path: dcterms:title
# component: sh:PatternConstraintComponent
# severity: sh:Violation
# shape: bgs:ContextSource-title

DELETE WHERE { bgd:report dcterms:title ?any } ;
INSERT DATA { bgd:report dcterms:title " "@en }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:report
# path: dcterms:publisher
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:ContextSource-publisher

DELETE WHERE { bgd:report dcterms:publisher ?any }

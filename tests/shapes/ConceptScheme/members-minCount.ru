# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:scheme
# path: ^skos:inScheme
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:ConceptScheme-members

DELETE WHERE { ?concept skos:inScheme bgd:scheme ; ?property ?value }

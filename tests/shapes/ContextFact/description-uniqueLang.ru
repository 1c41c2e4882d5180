# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:pact
# path: dcterms:description
# component: sh:UniqueLangConstraintComponent
# severity: sh:Violation
# shape: bgs:ContextFact-description

INSERT DATA { bgd:pact dcterms:description "x"@en }

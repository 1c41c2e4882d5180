# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:pact
# path: dcterms:description
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:ContextFact-description

DELETE { bgd:pact dcterms:description ?es } WHERE { bgd:pact dcterms:description ?es FILTER ( LANG(?es) = "es" ) }

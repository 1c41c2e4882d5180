# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:pact
# path: -
# component: sh:XoneConstraintComponent
# severity: sh:Violation
# shape: bgs:ContextFact-one-kind

INSERT DATA { bgd:pact a bg:LegalMeasure }

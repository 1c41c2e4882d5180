# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:pact
# path: bg:validFrom
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:ContextFact-validFrom-given

DELETE WHERE { bgd:pact bg:validFrom ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:pact
# path: bg:factSource
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:ContextFact-factSource

DELETE WHERE { bgd:pact bg:factSource ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:pact
# path: bg:checkedOn
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:ContextFact-checkedOn

DELETE WHERE { bgd:pact bg:checkedOn ?any }

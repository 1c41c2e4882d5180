# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:pact
# path: bg:checkedOn
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:ContextFact-checkedOn

INSERT DATA { bgd:pact bg:checkedOn "2026-11-24"^^xsd:date }

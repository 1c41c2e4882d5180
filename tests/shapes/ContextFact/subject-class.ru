# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:nobody
# path: -
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:ContextFact-subject

INSERT DATA { bgd:nobody bg:checkedOn "2026-11-23"^^xsd:date }

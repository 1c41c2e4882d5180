# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:island
# path: schema:sameAs
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:State-sameAs

DELETE WHERE { bgd:island schema:sameAs ?any }

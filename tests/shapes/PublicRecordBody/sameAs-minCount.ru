# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:office
# path: schema:sameAs
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:PublicRecordBody-sameAs

DELETE WHERE { bgd:office schema:sameAs ?any }

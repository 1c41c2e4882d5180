# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:office
# path: schema:sameAs
# component: sh:NodeKindConstraintComponent
# severity: sh:Violation
# shape: bgs:PublicRecordBody-sameAs

DELETE WHERE { bgd:office schema:sameAs ?any } ;
INSERT DATA { bgd:office schema:sameAs "office" }

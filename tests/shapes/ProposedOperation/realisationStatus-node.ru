# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:operation
# path: bg:realisationStatus
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:realisationStatus

INSERT DATA { bgd:operation bg:realisationStatus salience:severe }

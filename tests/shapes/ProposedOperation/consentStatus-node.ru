# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:operation
# path: bg:consentStatus
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:consentStatus

INSERT DATA { bgd:operation bg:consentStatus salience:severe }

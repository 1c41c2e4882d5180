# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:factor
# path: bg:factorSalience
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:OutlookFactor-factorSalience

INSERT DATA { bgd:factor bg:factorSalience salience:crucial }

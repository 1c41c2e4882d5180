# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:alliance
# path: bg:markedBy
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:markedBy

INSERT DATA { bgd:alliance bg:markedBy salience:severe }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:hedge
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:hedge

INSERT DATA { bgd:echo bg:hedge salience:severe }

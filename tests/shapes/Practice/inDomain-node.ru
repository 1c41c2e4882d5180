# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:practice
# path: bg:inDomain
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:inDomain

INSERT DATA { bgd:practice bg:inDomain salience:severe }

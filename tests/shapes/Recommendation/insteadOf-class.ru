# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:advice
# path: bg:insteadOf
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:insteadOf

INSERT DATA { bgd:advice bg:insteadOf bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:inScenario
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:inScenario

INSERT DATA { bgd:echo bg:inScenario bgd:section }

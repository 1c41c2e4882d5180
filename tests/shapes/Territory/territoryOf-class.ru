# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:land
# path: bg:territoryOf
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:territoryOf

INSERT DATA { bgd:land bg:territoryOf bgd:section }

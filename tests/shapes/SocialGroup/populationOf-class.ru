# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:people
# path: bg:populationOf
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:populationOf

INSERT DATA { bgd:people bg:populationOf bgd:section }

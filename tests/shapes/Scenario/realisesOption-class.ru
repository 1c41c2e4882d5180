# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:scenario
# path: bg:realisesOption
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:realisesOption

INSERT DATA { bgd:scenario bg:realisesOption bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:scenario
# path: bg:drivenBy
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:drivenBy

INSERT DATA { bgd:scenario bg:drivenBy bgd:section }

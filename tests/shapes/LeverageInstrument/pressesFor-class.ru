# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:tariff
# path: bg:pressesFor
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:pressesFor

INSERT DATA { bgd:tariff bg:pressesFor bgd:section }

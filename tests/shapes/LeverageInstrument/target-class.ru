# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:tariff
# path: bg:target
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:target

INSERT DATA { bgd:tariff bg:target bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:tariff
# path: bg:wieldedBy
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:wieldedBy

INSERT DATA { bgd:tariff bg:wieldedBy bgd:section }

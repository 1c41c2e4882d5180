# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:advice
# path: bg:asCriticalAs
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:asCriticalAs

INSERT DATA { bgd:advice bg:asCriticalAs bgd:section }

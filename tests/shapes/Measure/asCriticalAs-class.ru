# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:schools
# path: bg:asCriticalAs
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:asCriticalAs

INSERT DATA { bgd:schools bg:asCriticalAs bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:advice
# path: bg:moreEffectiveThan
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:moreEffectiveThan

INSERT DATA { bgd:advice bg:moreEffectiveThan bgd:section }

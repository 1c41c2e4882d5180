# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:schools
# path: bg:moreEffectiveThan
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:moreEffectiveThan

INSERT DATA { bgd:schools bg:moreEffectiveThan bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:imbalance
# path: bg:givesRiseTo
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:givesRiseTo

INSERT DATA { bgd:imbalance bg:givesRiseTo bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:demand
# path: bg:demandedBy
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:demandedBy

INSERT DATA { bgd:demand bg:demandedBy bgd:section }

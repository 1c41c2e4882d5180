# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:demand
# path: bg:demandedOf
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:demandedOf

INSERT DATA { bgd:demand bg:demandedOf bgd:section }

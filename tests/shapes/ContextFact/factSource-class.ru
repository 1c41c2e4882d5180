# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:pact
# path: bg:factSource
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:factSource

INSERT DATA { bgd:pact bg:factSource bgd:section }

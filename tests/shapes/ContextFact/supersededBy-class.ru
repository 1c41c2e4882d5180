# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:pact
# path: bg:supersededBy
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:supersededBy

INSERT DATA { bgd:pact bg:supersededBy bgd:section }

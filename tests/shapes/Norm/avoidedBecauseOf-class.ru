# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:custom
# path: bg:avoidedBecauseOf
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:avoidedBecauseOf

INSERT DATA { bgd:custom bg:avoidedBecauseOf bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:condition
# path: bg:stateOf
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:stateOf

INSERT DATA { bgd:condition bg:stateOf bgd:section }

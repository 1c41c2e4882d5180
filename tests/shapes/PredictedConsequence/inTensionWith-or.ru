# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:unrest
# path: bg:inTensionWith
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:inTensionWith

INSERT DATA { bgd:unrest bg:inTensionWith bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:costs
# path: bg:inTensionWith
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:inTensionWith

INSERT DATA { bgd:costs bg:inTensionWith bgd:section }

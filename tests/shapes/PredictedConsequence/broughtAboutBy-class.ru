# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:unrest
# path: bg:broughtAboutBy
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:broughtAboutBy

INSERT DATA { bgd:unrest bg:broughtAboutBy bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:people
# path: bg:memberOf
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:memberOf

INSERT DATA { bgd:people bg:memberOf bgd:section }

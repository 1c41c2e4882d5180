# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:unrest
# path: bg:leadsTo
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:leadsTo

INSERT DATA { bgd:unrest bg:leadsTo bgd:section }

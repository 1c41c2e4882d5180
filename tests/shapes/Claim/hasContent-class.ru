# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:echo
# path: bg:hasContent
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:hasContent

INSERT DATA { bgd:echo bg:hasContent bgd:section }

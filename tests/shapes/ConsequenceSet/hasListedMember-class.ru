# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:costs
# path: bg:hasListedMember
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:hasListedMember

INSERT DATA { bgd:costs bg:hasListedMember bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:presence
# path: bg:hasKind
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:hasKind

INSERT DATA { bgd:presence bg:hasKind bgd:section }

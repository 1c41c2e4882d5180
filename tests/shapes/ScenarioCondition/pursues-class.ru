# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:condition
# path: bg:pursues
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:pursues

INSERT DATA { bgd:condition bg:pursues bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:alliance
# path: bg:concerns
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:concerns

INSERT DATA { bgd:alliance bg:concerns bgd:section }

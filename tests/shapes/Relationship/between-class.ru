# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:alliance
# path: bg:between
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:between

INSERT DATA { bgd:alliance bg:between bgd:section }

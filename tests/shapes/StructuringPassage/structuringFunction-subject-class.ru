# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:passage
# path: -
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:structuringFunction-subject

INSERT DATA { bgd:passage bg:structuringFunction structure:heading }

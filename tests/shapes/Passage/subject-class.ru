# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:nobody
# path: -
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:Passage-subject

INSERT DATA { bgd:nobody bg:sentence 1 }

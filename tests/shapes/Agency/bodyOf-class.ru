# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:agency
# path: bg:bodyOf
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:bodyOf

INSERT DATA { bgd:agency bg:bodyOf bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:trust
# path: bg:requires
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:requires

INSERT DATA { bgd:trust bg:requires bgd:section }

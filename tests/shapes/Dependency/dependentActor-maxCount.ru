# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:reliance
# path: bg:dependentActor
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Dependency-dependentActor

INSERT DATA { bgd:reliance bg:dependentActor bgd:north }

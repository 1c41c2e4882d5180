# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:dependency
# path: bg:dependentActor
# component: sh:DisjointConstraintComponent
# severity: sh:Violation
# shape: bgs:Dependency-dependent-is-not-relied-on

INSERT DATA { bgd:dependency bg:dependsOnActor bgd:south }

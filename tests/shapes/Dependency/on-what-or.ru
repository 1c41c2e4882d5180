# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:dependency
# path: -
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:Dependency-on-what

DELETE WHERE { bgd:dependency bg:dependsOnActor ?any }

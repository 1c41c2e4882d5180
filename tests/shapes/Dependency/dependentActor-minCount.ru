# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:dependency
# path: bg:dependentActor
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Dependency-dependentActor

DELETE WHERE { bgd:dependency bg:dependentActor ?any }

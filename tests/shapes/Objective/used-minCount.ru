# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:trust
# path: ^bg:aimsAt|bg:requires
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Objective-used
#
# focus: bgd:honesty
# path: ^bg:departsFrom|^bg:overrides|^bg:requires|^bg:avoidedBecauseOf
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:Norm-used

DELETE WHERE { bgd:trust bg:requires ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:administration
# path: bg:administrationOf
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Administration-administrationOf

DELETE WHERE { bgd:administration bg:administrationOf ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:practice
# path: bg:practisedBy
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:Practice-practisedBy

DELETE WHERE { bgd:practice bg:practisedBy ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:agency
# path: bg:bodyOf
# component: sh:MinCountConstraintComponent
# severity: sh:Warning
# shape: bgs:Agency-bodyOf

DELETE WHERE { bgd:agency bg:bodyOf ?any }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:selector-2
# path: oa:end
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Selector-end

DELETE WHERE { bgd:selector-2 oa:end ?any }

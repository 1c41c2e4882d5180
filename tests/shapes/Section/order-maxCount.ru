# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:end
# path: bg:order
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Section-order

INSERT DATA { bgd:end bg:order 7 }

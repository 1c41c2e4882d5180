# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:people
# path: -
# component: sh:XoneConstraintComponent
# severity: sh:Violation
# shape: bgs:Actor-one-kind

INSERT DATA { bgd:people a bg:StateGroup }

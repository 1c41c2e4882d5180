# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:leverage
# path: bg:restsOn
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:restsOn

INSERT DATA { bgd:leverage bg:restsOn bgd:section }

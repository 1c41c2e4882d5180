# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:leverage
# path: bg:pressesFor
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:pressesFor

INSERT DATA { bgd:leverage bg:pressesFor bgd:section }

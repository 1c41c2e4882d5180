# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:refuse
# path: bg:refusesDemand
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:refusesDemand

INSERT DATA { bgd:refuse bg:refusesDemand bgd:section }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:assessment
# path: bg:assessedFor
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:assessedFor

INSERT DATA { bgd:assessment bg:assessedFor bgd:section }

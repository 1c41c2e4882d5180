# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:need
# path: bg:overrides
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:overrides

INSERT DATA { bgd:need bg:overrides bgd:section }

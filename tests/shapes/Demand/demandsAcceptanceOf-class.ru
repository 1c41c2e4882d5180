# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:demand
# path: bg:demandsAcceptanceOf
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:demandsAcceptanceOf

INSERT DATA { bgd:demand bg:demandsAcceptanceOf bgd:section }

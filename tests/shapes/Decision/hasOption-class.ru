# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:decision
# path: bg:hasOption
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:hasOption

INSERT DATA { bgd:decision bg:hasOption bgd:section }

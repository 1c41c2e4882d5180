# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:narrow
# path: skos:broader
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:Concept-broader

INSERT DATA { bgd:narrow skos:broader bgd:other . bgd:other skos:inScheme bgd:scheme }

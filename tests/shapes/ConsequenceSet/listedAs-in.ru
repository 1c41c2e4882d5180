# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:costs
# path: bg:listedAs
# component: sh:InConstraintComponent
# severity: sh:Violation
# shape: bgs:listedAs

DELETE WHERE { bgd:costs bg:listedAs ?any } ;
INSERT DATA { bgd:costs bg:listedAs polarity:harmful }

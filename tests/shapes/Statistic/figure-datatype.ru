# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:volume
# path: bg:figure
# component: sh:DatatypeConstraintComponent
# severity: sh:Violation
# shape: bgs:Statistic-figure

DELETE WHERE { bgd:volume bg:figure ?any } ;
INSERT DATA { bgd:volume bg:figure 65 }

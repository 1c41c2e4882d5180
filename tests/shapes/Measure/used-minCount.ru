# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:clinics
# path: ^bg:hasMeasure|^bg:pursues|^bg:requires|^bg:asCriticalAs
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:Measure-used

INSERT DATA { bgd:clinics a bg:Measure ; rdfs:label "Clinics"@en , "Clínicas"@es }

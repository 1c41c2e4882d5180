# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:policy
# path: bg:practisedBy
# component: sh:OrConstraintComponent
# severity: sh:Violation
# shape: bgs:Policy-practisedBy

INSERT DATA { bgd:policy bg:practisedBy bgd:cartel . bgd:cartel a bg:CriminalOrganisation ; rdfs:label "Cartel"@en , "Cártel"@es }

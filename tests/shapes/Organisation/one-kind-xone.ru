# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:police
# path: -
# component: sh:XoneConstraintComponent
# severity: sh:Violation
# shape: bgs:Organisation-one-kind

INSERT DATA { bgd:police a bg:Agency , bg:CriminalOrganisation }

# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:narrow
# path: skos:definition
# component: sh:LanguageInConstraintComponent
# severity: sh:Violation
# shape: bgs:definition

INSERT DATA { bgd:narrow skos:definition "x"@fr }

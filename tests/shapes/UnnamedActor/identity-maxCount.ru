# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:operatives
# path: schema:sameAs|foaf:homepage
# component: sh:MaxCountConstraintComponent
# severity: sh:Violation
# shape: bgs:UnnamedActor-identity

INSERT DATA { bgd:operatives schema:sameAs <https://example.org/operatives> }

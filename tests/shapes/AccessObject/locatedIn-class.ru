# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:records
# path: bg:locatedIn
# component: sh:ClassConstraintComponent
# severity: sh:Violation
# shape: bgs:locatedIn

INSERT DATA { bgd:records bg:locatedIn bgd:section }

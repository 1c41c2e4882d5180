# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:unrest
# path: bg:spatialScope
# component: sh:NodeConstraintComponent
# severity: sh:Violation
# shape: bgs:spatialScope

INSERT DATA { bgd:unrest bg:spatialScope salience:severe }

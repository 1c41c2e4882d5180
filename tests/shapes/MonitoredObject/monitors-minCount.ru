# SPDX-License-Identifier: CC-BY-4.0
#
# focus: bgd:movements
# path: ^bg:monitors
# component: sh:MinCountConstraintComponent
# severity: sh:Violation
# shape: bgs:MonitoredObject-monitors

DELETE WHERE { ?any bg:monitors bgd:movements }

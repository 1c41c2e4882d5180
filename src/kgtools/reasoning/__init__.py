"""What follows from the graph by rules: kept in a graph of its own, never among the asserted.

A rule is a SPARQL CONSTRUCT in a file of its own. Those of RDFS and OWL 2 RL that any project can
use are in `standard/`; a project's own are named by [rules] in its kgtools.toml.
"""

from kgtools.reasoning.derivation import Derivation, Derived, derive, with_derived
from kgtools.reasoning.rules import Rule, rules_of
from kgtools.reasoning.why import Way, ways

__all__ = ["Derivation", "Derived", "Rule", "Way", "derive", "rules_of", "ways", "with_derived"]

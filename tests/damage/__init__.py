"""Damage to the dataset, by kind: what an editor may do wrong to data that are in order.

A kind is a function that takes the good dataset and a source of chance and does one damage at one
place, or None where there is no place for it. `judge` says which check sees it.
"""

from __future__ import annotations

from damage import classes, context, evidence, links, passages, places, texts, values, vocabulary
from damage.good import Damage, Good, Kind

MODULES = (texts, values, links, classes, evidence, passages, context, vocabulary, places)
KINDS: dict[str, Kind] = {
    name: kind for module in MODULES for name, kind in module.KINDS.kinds.items()
}

__all__ = ["KINDS", "Damage", "Good", "Kind"]

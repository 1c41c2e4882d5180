"""Briefings: what the graph has on one topic, as a document that can be sent on."""

from kgtools.brief.declared import declared_topics
from kgtools.brief.gather import brief
from kgtools.brief.model import Briefing, Finding, Note, Section
from kgtools.brief.save import FORMATS, author_of, rendered

__all__ = [
    "FORMATS",
    "Briefing",
    "Finding",
    "Note",
    "Section",
    "author_of",
    "brief",
    "declared_topics",
    "rendered",
]

"""Gathering a briefing: what is said about a topic, sentence by sentence, with its notes."""

from __future__ import annotations

from kgtools.brief.about import About
from kgtools.brief.curators import curators
from kgtools.brief.declared import plan_for
from kgtools.brief.desk import Desk
from kgtools.brief.model import Briefing
from kgtools.brief.notes import CLAIM, CURATORS, RECORD, Notes
from kgtools.brief.opening import glance, intro
from kgtools.brief.said import said
from kgtools.brief.topic import find_topic
from kgtools.errors import KgtoolsError
from kgtools.project import Project
from kgtools.rdf.terms import shorten


def brief(
    project: Project, topic: str | None = None, lang: str | None = None, sums: str | None = None
) -> Briefing:
    """A briefing on the topic, given as full IRI, CURIE, last part of the IRI, or label.

    None: on the whole. Every claim about the topic is in it; on the whole, what is declared, or
    all claims where nothing is. The same project gives the same briefing. `sums` is the address
    of the checksums where the data are published.
    Raises KgtoolsError for an unknown topic, one of which nothing is said, and for declarations
    and queries that are not in order.
    """
    node = find_topic(project, topic) if topic is not None else None
    desk = Desk(project, lang, node, Notes(project, lang), plan_for(project, node))
    if node and not desk.claims and not desk.editorial:
        hint = f"kgtools explain {shorten(node.value, project.prefixes)} shows what the graph holds"
        raise KgtoolsError(f"no claim speaks of {desk.name(node)}", None, hint)
    opening = list(glance(desk))
    told = said(desk)
    sections = [*opening, *told.sections, *curators(desk, told.readings)]
    if not any(section.findings for section in sections):
        hint = "map the roles claim, content and states in [roles] of kgtools.toml"
        raise KgtoolsError("there are no claims to brief on", project.root, hint)
    about = About(project, lang)
    titles = {
        CLAIM: desk.say("Notes: the claims and where they stand"),
        CURATORS: desk.say("Notes: what the curators add"),
        RECORD: desk.say("Notes: public record"),
    }
    notes = ((title, desk.notes.listed(kind)) for kind, title in titles.items())
    version = desk.say("version {version}", version=project.version)
    return Briefing(
        lang=lang or project.languages[0],
        title=desk.say("Briefing: {topic}", topic=desk.name(node) if node else about.title),
        subtitle=", ".join(part for part in (about.title, version, about.date) if part),
        intro=tuple(intro(desk)),
        sections=tuple(section for section in sections if section.findings or section.intro),
        notes=tuple((title, listed) for title, listed in notes if listed),
        about=tuple(about.lines(node, desk.sources, sums)),
    )

"""Data that still uses a term which is kept only so that its old IRI resolves."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kgtools.checks.finding import Finding, Report
from kgtools.project import Project
from kgtools.rdf.terms import DCTERMS, OWL, Term, shorten

DEPRECATED = NamedNode(OWL + "deprecated")
REPLACED_BY = NamedNode(DCTERMS + "isReplacedBy")
LINKS = (REPLACED_BY, NamedNode(DCTERMS + "replaces"))


def check_deprecated(project: Project, lang: str | None = None) -> Report:
    """A warning for each triple outside the ontology that uses an owl:deprecated term."""
    index = project.index
    old = {
        term
        for value in ("true", "1")
        for term in index.subjects(
            DEPRECATED,
            Literal(value, datatype=NamedNode("http://www.w3.org/2001/XMLSchema#boolean")),
        )
    }
    if not old:
        return Report(())
    ontology = {graph.iri for graph in project.graphs if graph.role == "ontology"}
    findings = []
    for quad in project.quads():
        if quad.graph_name in ontology or quad.subject in old or quad.predicate in LINKS:
            continue
        for term in (quad.predicate, quad.object):
            if term in old:
                findings.append(
                    Finding(
                        rule="deprecated-term",
                        severity="warning",
                        message=f"{_shown(term, project, lang)} is deprecated",
                        focus=_short(quad.subject, project),
                        path=_short(quad.predicate, project),
                        location=project.locate(quad.subject, quad.predicate, quad.object),
                        fix=_advice(term, project, lang),
                    )
                )
    return Report(tuple(findings))


def _advice(term: Term, project: Project, lang: str | None) -> str:
    found = project.index.objects(term, REPLACED_BY)
    if not found:
        return "it names no replacement; read what its note says"
    return "use " + " or ".join(_shown(other, project, lang) for other in found)


def _shown(term: Term, project: Project, lang: str | None) -> str:
    label = project.label(term, lang)
    return _short(term, project) + (f" ({label})" if label else "")


def _short(term: Term, project: Project) -> str:
    return shorten(term.value, project.prefixes) if isinstance(term, NamedNode) else str(term)

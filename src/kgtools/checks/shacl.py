"""SHACL validation by pySHACL on plain rdflib graphs (oxrdflib beneath it gives wrong findings)."""

from __future__ import annotations

import re
from collections.abc import Iterable

import rdflib
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import RDF, SH

from kgtools.checks.finding import Finding, Report, Severity
from kgtools.checks.shacl_sparql import add_results, take_over
from kgtools.engines import open_engine
from kgtools.engines.rdflib_engine import from_rdflib, quiet_rdflib, rdflib_triple
from kgtools.errors import ShapesError, one_line
from kgtools.project import Project
from kgtools.rdf.terms import lexical, local_name, shorten
from kgtools.words import say

SEVERITY_OF: dict[object, Severity] = {
    SH.Violation: "violation",
    SH.Warning: "warning",
    SH.Info: "info",
}


def validate(project: Project, lang: str | None = None) -> Report:
    """The findings of the project's shapes on its raw data: nothing is inferred before.

    The data graph is the union of all graphs, so that shapes can speak of the ontology's terms
    too. Messages are in the language, or the nearest there is.
    Raises ShapesError when the shapes are not well-formed SHACL; ParseError.
    """
    if not project.config.shapes:
        return Report((), (say("shapes: none in this project", lang or project.languages[0]),))
    from pyshacl import validate as pyshacl_validate

    quiet_rdflib()
    shapes = _graph(project.shapes())
    _check_shapes(shapes, project)
    data = _graph(project.quads())
    remaining = rdflib.Graph() + shapes
    at_once = take_over(remaining, data)
    try:
        outcome = pyshacl_validate(data, shacl_graph=remaining, inference="none")
    except Exception as error:  # pySHACL raises errors of pyparsing, re and its own for bad shapes
        raise _malformed(str(error), project) from None
    results = outcome[1]
    if not isinstance(results, rdflib.Graph):
        raise _malformed(str(results), project)
    if at_once:
        add_results(at_once, open_engine(project.quads()), shapes, results)
    findings = [
        _finding(results, result, shapes, project, lang)
        for result in results.objects(None, SH.result)
    ]
    findings.sort(key=_in_file_order)
    note = say(
        "shapes: {n} node shapes checked on {triples} triples",
        lang or project.languages[0],
        n=len(set(shapes.subjects(RDF.type, SH.NodeShape))),
        triples=len(data),
    )
    return Report(tuple(findings), (note,))


def _graph(quads: Iterable[Quad]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for quad in quads:
        graph.add(rdflib_triple(quad))
    return graph


def _in_file_order(finding: Finding) -> tuple[str, int, int, str]:
    at = finding.location
    line, column = (getattr(at, "line", 0), getattr(at, "column", 0))
    return (str(getattr(at, "path", "~")), line, column, finding.line())


def _check_shapes(shapes: rdflib.Graph, project: Project) -> None:
    """The shapes of shapes (W3C SHACL, appendix C), by pySHACL's own copy of them."""
    from pyshacl.entrypoints import meta_validate

    outcome = meta_validate(shapes, inference="none")
    if outcome[0]:
        return
    results = outcome[1]
    found = list(results.objects(None, SH.result))
    result = min(found, key=lambda one: str(results.value(one, SH.focusNode)))
    focus = results.value(result, SH.focusNode)
    path = results.value(result, SH.resultPath)
    message = one_line(str(results.value(result, SH.resultMessage) or "malformed shape"))
    named = _named_owner(shapes, focus)
    place = project.locate(named) if named else None
    what = shorten(named.value, project.prefixes) if named else "a shape"
    about = f" {shorten(str(path), project.prefixes)}" if isinstance(path, rdflib.URIRef) else ""
    message = re.sub(r"\bn[0-9a-f]{32}b\d+\b", "its blank node", message)
    where = place or project.config.shapes[0].parent
    raise ShapesError(f"not well-formed SHACL: {what}{about}: {message}", where)


def _named_owner(shapes: rdflib.Graph, node: rdflib.term.Node | None) -> NamedNode | None:
    """The node itself or, for a blank node, the named one that it belongs to."""
    for _ in range(20):
        if isinstance(node, rdflib.URIRef) or node is None:
            break
        node = next(iter(shapes.subjects(None, node)), None)
    return NamedNode(str(node)) if isinstance(node, rdflib.URIRef) else None


def _malformed(reason: str, project: Project) -> ShapesError:
    return ShapesError(
        f"the shapes cannot be used: {one_line(reason)}", project.config.shapes[0].parent
    )


def _finding(
    results: rdflib.Graph,
    result: rdflib.term.Node,
    shapes: rdflib.Graph,
    project: Project,
    lang: str | None,
) -> Finding:
    focus = from_rdflib(results.value(result, SH.focusNode))
    path = from_rdflib(results.value(result, SH.resultPath))
    value = from_rdflib(results.value(result, SH.value))
    component = str(results.value(result, SH.sourceConstraintComponent))
    assert focus is not None
    place = (
        (path and value and project.locate(focus, path, value))
        or (path and project.locate(focus, path))
        or project.locate(focus)
        or project.locate_use(focus)
    )
    shape = _named_owner(shapes, results.value(result, SH.sourceShape))
    name = shorten(shape.value, project.prefixes) if shape else "unnamed shape"
    return Finding(
        rule=f"{name} {local_name(component).removesuffix('ConstraintComponent')}",
        severity=SEVERITY_OF.get(results.value(result, SH.resultSeverity), "violation"),
        message=_message(results, result, shapes, project, lang),
        focus=shown(focus, project),
        path=shown(path, project) if isinstance(path, NamedNode) else None,
        value=shown(value, project) if value is not None else None,
        location=place,
    )


def shown(term: object, project: Project) -> str:
    if isinstance(term, NamedNode):
        return shorten(term.value, project.prefixes)
    return lexical(term)  # type: ignore[arg-type]


def _message(
    results: rdflib.Graph,
    result: rdflib.term.Node,
    shapes: rdflib.Graph,
    project: Project,
    lang: str | None,
) -> str:
    """The nearest message in the language; pySHACL gives but one of a SPARQL constraint's."""
    texts = list(results.objects(result, SH.resultMessage))
    constraint = results.value(result, SH.sourceConstraint)
    shape = results.value(result, SH.sourceShape)
    own = [*shapes.objects(constraint, SH.message)] if constraint else []
    if constraint and not own and shape:
        own = [*shapes.objects(shape, SH.message)]
    literals = [from_rdflib(text) for text in own or texts]
    best = project.in_language([t for t in literals if isinstance(t, Literal)], lang)
    if best is None:
        return "does not conform"
    message = best.value
    for name, predicate in (("value", SH.value), ("this", SH.focusNode), ("path", SH.resultPath)):
        term = from_rdflib(results.value(result, predicate))
        if term is not None:
            for sign in "?$":
                message = message.replace(f"{{{sign}{name}}}", shown(term, project))
    return one_line(message)

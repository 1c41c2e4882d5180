"""Queries, asked in a worker: what is refused, what the protocol's dataset is, what comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from kgtools.engines import Bindings, Boolean, Result, Triples
from kgtools.engines.oxigraph import check_syntax
from kgtools.errors import EngineError, KgtoolsError, QueryError, one_line
from kgtools.queries import graph_names
from kgtools.rdf.sparql import (
    UPDATES,
    ServiceError,
    check_allowed,
    dataset_clauses,
    expanded,
    prefixes_of,
    query_form,
    resolve,
    tokens,
)
from kgtools.serve.formats import (
    GRAPH_FORMATS,
    ROW_FORMATS,
    TooManyRows,
    chosen,
    counted_rows,
    too_large,
    written,
)
from kgtools.serve.jobs import Reply
from kgtools.serve.problem import Problem, of_error
from kgtools.web.negotiation import Format

if TYPE_CHECKING:
    from kgtools.queries import Answer
    from kgtools.serve.state import State
    from kgtools.web import Ask, Run

UNKNOWN_SHOWN = 10
Graphs = tuple[tuple[str, ...], tuple[str, ...]]  # default and named; both empty: as the query says
NO_GRAPHS: Graphs = ((), ())


def answered(
    state: State,
    query: str,
    store: Store | None,
    graphs: Graphs = NO_GRAPHS,
    accept: str | None = None,
    name: str | None = None,
) -> Reply:
    """The query's answer in the format that is asked for. Raises Problem."""
    text = checked(state, query, store, graphs)
    if store is None:
        from kgtools.serve.remote import remote_reply

        parse(text)  # a query that is none is told so, whatever is accepted
        return remote_reply(state, text, _format(text, accept, name), graphs)
    limits, spool = state.setup.limits, state.setup.spool
    prefixes = dict(state.project.prefixes)
    try:
        found = evaluated(text, store, graphs)
        form = _format(text, accept, name)
        try:
            return written(found, form, limits, spool, prefixes)
        except TooManyRows:
            counting = evaluated(text, store, graphs)
            assert isinstance(counting, QuerySolutions)
            counted_rows(counting, limits)
            again = evaluated(text, store, graphs)
            return written(again, form, limits, spool, prefixes, counted=True)
    except (ValueError, OSError, RuntimeError) as error:
        raise Problem(500, f"the engine failed on this query: {one_line(str(error))}") from None


def _format(text: str, accept: str | None, name: str | None) -> Format:
    graph = query_form(text) in ("CONSTRUCT", "DESCRIBE")
    return chosen(GRAPH_FORMATS if graph else ROW_FORMATS, accept, name)


def parse(text: str) -> None:
    try:
        check_syntax(text)
    except QueryError as error:
        raise of_error(error) from None


def evaluated(
    text: str, store: Store, graphs: Graphs
) -> QuerySolutions | QueryBoolean | QueryTriples:
    """What the store answers, as far as it is asked for: rows are computed when they are read.

    Raises Problem for a malformed query.
    """
    union = graphs == NO_GRAPHS and not dataset_clauses(tokens(text))
    try:
        if graphs == NO_GRAPHS:
            return store.query(text, use_default_graph_as_union=union)
        default, named = ([NamedNode(iri) for iri in iris] for iris in graphs)
        return store.query(text, default_graph=default, named_graphs=named)  # type: ignore[arg-type]
    except SyntaxError as error:
        parse(text)  # says the same, with its place
        raise Problem(400, f"the query is not valid SPARQL: {one_line(str(error))}") from None


def checked(state: State, query: str, store: Store | None, graphs: Graphs) -> str:
    """The query with its escapes replaced. Raises Problem for what is refused: 403 for what only
    another kind of service would do, 400 for what no service could (SPARQL 1.1 Protocol, 2.1.4).
    """
    try:
        text = expanded(query)
    except QueryError as error:
        raise of_error(error) from None
    found = tokens(text)
    first = next((t for t in found if t.kind == "word" and not t.is_word("PREFIX", "BASE")), None)
    if first is not None and first.is_word(*UPDATES):
        raise update_refused(first.text.upper())
    named = [iri for _, iri in dataset_clauses(found)]
    _known_graphs(state, store, [*named, *graphs[0], *graphs[1]])
    try:
        check_allowed(without_allowed_services(text, state.setup.services), frozenset(named))
    except ServiceError as error:
        raise of_error(error, 403) from None
    except QueryError as error:
        raise of_error(error) from None
    return text


def update_refused(what: str) -> Problem:
    return Problem(403, f"this service only reads: {what} is an update, and updates are refused")


def _known_graphs(state: State, store: Store | None, iris: Sequence[str]) -> None:
    """Problem for a graph that is not in the dataset: nothing is ever fetched from elsewhere."""
    if not iris:
        return
    of_project = set(graph_names(state.project))  # what is not stored of these is empty
    for iri in iris:
        try:
            node = NamedNode(iri)
        except ValueError:
            raise Problem(400, f"{iri!r} is not an absolute IRI") from None
        there = iri in of_project or (store is not None and store.contains_named_graph(node))
        if not there:
            known = sorted(of_project)[:UNKNOWN_SHOWN]
            detail = f"{iri} is not a graph of this dataset, and no other is fetched"
            raise Problem(400, f"{detail}; known: {', '.join(known)}", graph=iri)


def without_allowed_services(query: str, services: Sequence[str]) -> str:
    """The text with GRAPH for SERVICE where that names an allowed service: for checking only.

    Any other way of writing it stays as it is, and so is refused. Every place stays the same.
    """
    if not services:
        return query
    found = tokens(query)
    prefixes = prefixes_of(found)
    for at, token in enumerate(found):
        if not token.is_word("SERVICE"):
            continue
        after = [t for t in found[at + 1 : at + 3] if not t.is_word("SILENT")]
        if after and after[0].kind in ("iri", "name") and resolve(after[0], prefixes) in services:
            end = after[0].start
            query = f"{query[: token.start]}{'GRAPH':<{end - token.start}}{query[end:]}"
    return query


# ---- for the pages, which show an answer as a table


def ask_for_pages(state: State) -> Ask:
    from kgtools.queries import Answer, bound_text
    from kgtools.results import settled

    def ask(slug: str, values: Mapping[str, Sequence[str]], lang: str) -> Answer:
        query = state.queries[slug]
        text = bound_text(state.project, query, values, lang)
        return Answer(query, text, settled(_result(state, text, state.store_for(query)), text))

    return ask


def run_for_pages(state: State) -> Run:
    from kgtools.rdf.sparql import prologue
    from kgtools.results import settled

    def run(sparql: str) -> Result:
        text = prologue(sparql, state.project.prefixes) + sparql
        return settled(_result(state, text, state.store), text)

    return run


def _result(state: State, query: str, store: Store | None) -> Result:
    """The whole result as values, within the limit of rows. Raises KgtoolsError."""
    limits = state.setup.limits
    try:
        text = checked(state, query, store, NO_GRAPHS)
        if store is None:
            assert state.remote is not None
            return state.remote.query(text)
        found = evaluated(text, store, NO_GRAPHS)
        if isinstance(found, QueryBoolean):
            return Boolean(bool(found))
        if isinstance(found, QueryTriples):
            triples = tuple(dict.fromkeys(islice(found, limits.rows + 1)))
            if len(triples) > limits.rows:
                raise too_large(f"{limits.rows} triples")
            return Triples(triples)
        rows = tuple(tuple(row) for row in islice(found, limits.rows + 1))
        if len(rows) > limits.rows:
            raise too_large(f"{limits.rows} rows")
        return Bindings(tuple(variable.value for variable in found.variables), rows)
    except Problem as problem:
        raise KgtoolsError(problem.detail) from None
    except (ValueError, OSError, RuntimeError) as error:
        raise EngineError(f"the engine failed on this query: {one_line(str(error))}") from None

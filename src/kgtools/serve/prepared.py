"""Prepared queries over HTTP: the list of them, and the answer to one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kgtools.errors import KgtoolsError, ParameterError, QueryError, did_you_mean
from kgtools.parameters import Parameter, allowed_values, may_be_any, short_names
from kgtools.queries import PreparedQuery, bound_text
from kgtools.rdf.sparql import query_form
from kgtools.rdf.terms import local_name
from kgtools.serve.asking import answered
from kgtools.serve.formats import GRAPH_NAMES, ROW_NAMES
from kgtools.serve.jobs import ListJob, Pairs, PreparedJob, Reply
from kgtools.serve.problem import Problem, of_error

if TYPE_CHECKING:
    from kgtools.project import Project
    from kgtools.serve.state import State

MOST_VALUES = 50  # of a parameter, told in the list and in the OpenAPI document


def prepared(job: PreparedJob, state: State) -> Reply:
    """The answer to a prepared query. Raises Problem: 404 for none of that name, 400 for a
    parameter that it has not or a value that does not fit.
    """
    query = state.queries.get(job.slug)
    if query is None:
        hint = did_you_mean(job.slug, list(state.queries))
        raise Problem(404, f"there is no query {job.slug!r}; {hint}")
    values: dict[str, list[str]] = {}
    for name, value in job.parameters:
        values.setdefault(name, []).append(value)
    form = _single(values, "format")
    try:
        lang = state.project.language(_single(values, "lang"))
        text = bound_text(state.project, query, values, lang)
    except ParameterError as error:
        raise of_error(error) from None
    except QueryError as error:
        raise Problem(500, error.message) from None
    reply = answered(state, text, state.store_for(query), accept=job.accept, name=form)
    kind = (reply.header("Content-Type") or "").partition(";")[0]
    if kind in ("text/csv", "text/tab-separated-values"):
        name = f"{query.slug}.{'csv' if kind == 'text/csv' else 'tsv'}"
        shown = ("Content-Disposition", f'inline; filename="{name}"')
        return Reply(reply.status, (*reply.headers, shown), reply.body, reply.file)
    return reply


def _single(values: dict[str, list[str]], name: str) -> str | None:
    given = values.pop(name, [])
    if len(given) > 1:
        raise Problem(400, f"parameter {name}: takes one value, got {len(given)}")
    return given[0] if given else None


def listed(job: ListJob, state: State) -> Reply:
    """The prepared queries with their parameters, as JSON, in the language that is asked for."""
    lang = language_of(job.parameters, state.project)
    project = state.project
    queries = [
        {
            "slug": query.slug,
            "title": project.text(query.title, lang),
            "question": project.text(query.question, lang),
            "keywords": list(query.keywords),
            "href": f"{job.url}/api/queries/{query.slug}",
            "formats": list(formats_of(query)),
            "parameters": [_parameter(p, project, lang) for p in query.parameters],
        }
        for query in state.queries.values()
    ]
    about = {"title": project.text(project.title, lang), "version": project.version}
    return json_reply({**about, "openapi": f"{job.url}/api/openapi.json", "queries": queries})


def language_of(parameters: Pairs, project: Project) -> str | None:
    """The one parameter of these lists, `lang`; Problem for any other."""
    values = dict(parameters)
    if len(values) != len(parameters) or set(values) - {"lang"}:
        raise Problem(400, "the only parameter here is lang, given once")
    try:
        return project.language(values.get("lang"))
    except KgtoolsError as error:
        raise of_error(error) from None


def formats_of(query: PreparedQuery) -> tuple[str, ...]:
    return GRAPH_NAMES if query_form(query.text) in ("CONSTRUCT", "DESCRIBE") else ROW_NAMES


def values_of(parameter: Parameter, project: Project) -> list[str] | None:
    """What may be given for the parameter, where those are few; None where they are not."""
    if parameter.type == "language":
        return list(project.languages)
    allowed = allowed_values(parameter, project)
    if allowed is None or len(allowed) > MOST_VALUES:
        return None
    alone = may_be_any(parameter) and not parameter.multiple  # among several, any says nothing
    return sorted(short_names(allowed, project)) + ["any"] * alone


def default_of(parameter: Parameter) -> list[str]:
    """The default as it would be given; nothing where there is no restriction."""
    iri = parameter.type == "iri"
    return [local_name(term.value) if iri else term.value for term in parameter.default]


def _parameter(parameter: Parameter, project: Project, lang: str | None) -> dict[str, object]:
    told: dict[str, object] = {
        "name": parameter.name,
        "type": parameter.type,
        "help": project.text(parameter.help, lang),
        "multiple": parameter.multiple,
        "default": default_of(parameter),
    }
    values = values_of(parameter, project)
    return told if values is None else {**told, "values": values}


def json_reply(value: object) -> Reply:
    body = (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
    length = ("Content-Length", str(len(body)))
    return Reply(200, (("Content-Type", "application/json"), length), body)

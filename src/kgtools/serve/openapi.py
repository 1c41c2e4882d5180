"""OpenAPI 3.1 of all that is served to programs, from the headers of the prepared queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kgtools.parameters import Parameter
from kgtools.serve.formats import GRAPH_FORMATS, GRAPH_NAMES, ROW_FORMATS
from kgtools.serve.jobs import ListJob, Reply
from kgtools.serve.prepared import default_of, formats_of, json_reply, language_of, values_of
from kgtools.serve.problem import MEDIA_TYPE

if TYPE_CHECKING:
    from kgtools.project import Project
    from kgtools.queries import PreparedQuery
    from kgtools.serve.state import State

_SAID = {
    "400": "The request cannot be used: the detail says what is wrong and where.",
    "403": "Refused: an update, a service that is not allowed, or an answer beyond the limits.",
    "404": "There is nothing of that name.",
    "406": "None of the accepted media types can be had.",
    "408": "The request took too long to arrive.",
    "413": "The request is too large.",
    "415": "The request's body is of a media type that is not read.",
    "429": "Too many requests of one client at a time.",
    "500": "The server failed; its log says why.",
    "502": "The endpoint behind this server gave no answer.",
    "503": "A limit of time or memory, or too many requests: Retry-After says when to ask again.",
}
_SCHEMAS: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "iri": {"type": "string"},
    "integer": {"type": "integer"},
    "limit": {"type": "integer", "minimum": 0},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "language": {"type": "string"},
}
_GRAPH_PARAMETERS = ("default-graph-uri", "named-graph-uri")


def openapi(job: ListJob, state: State) -> Reply:
    """The document. Raises Problem for a language that is not spoken."""
    project = state.project
    lang = language_of(job.parameters, project)
    paths: dict[str, Any] = {
        "/sparql": _sparql([graph.iri.value for graph in project.graphs]),
        "/api/queries": {"get": _list(project)},
        "/health": {"get": _health()},
    }
    for query in state.queries.values():
        paths[f"/api/queries/{query.slug}"] = {"get": _query(query, project, lang)}
    info: dict[str, Any] = {"title": project.text(project.title, lang), "version": project.version}
    if project.config.licence:
        licence = project.config.licence
        info["license"] = {"name": licence, "url": licence}
    problem = {
        "type": "object",
        "required": ["title", "status", "detail"],
        "properties": {
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
        },
    }
    document = {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": job.url or "/"}],
        "paths": paths,
        "components": {
            "schemas": {"Problem": problem},
            "responses": {
                status: {
                    "description": text,
                    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
                }
                for status, text in _SAID.items()
            },
        },
    }
    return json_reply(document)


def _query(query: PreparedQuery, project: Project, lang: str | None) -> dict[str, Any]:
    formats = formats_of(query)
    offered = GRAPH_FORMATS if formats == GRAPH_NAMES else ROW_FORMATS
    names = [parameter.name for parameter in query.parameters]
    own = [_parameter(parameter, project, lang) for parameter in query.parameters]
    spoken = [] if "lang" in names else [_lang(project)]
    form = _given("format", "The format, whatever the Accept header says.", enum=list(formats))
    types: dict[str, Any] = {one.media_type: {"schema": {}} for one in offered}
    return {
        "operationId": query.slug,
        "summary": project.text(query.title, lang),
        "description": project.text(query.question, lang),
        "tags": ["queries"],
        "parameters": [*own, *spoken, form],
        "responses": {
            "200": {"description": "The answer.", "content": types},
            **_errors("400", "403", "406", "429", "500", "502", "503"),
        },
    }


def _parameter(parameter: Parameter, project: Project, lang: str | None) -> dict[str, Any]:
    schema: dict[str, Any] = dict(_SCHEMAS[parameter.type])
    values = values_of(parameter, project)
    if values:
        schema["enum"] = values
    elif parameter.type in ("iri", "language"):
        schema["minLength"] = 1
    default = default_of(parameter)
    if default and parameter.type not in ("integer", "limit", "boolean") and not parameter.multiple:
        schema["default"] = default[0]
    if parameter.multiple:
        schema = {"type": "array", "items": schema, "minItems": 1}
    text = project.text(parameter.help, lang)
    return {"name": parameter.name, "in": "query", "description": text, "schema": schema}


def _lang(project: Project) -> dict[str, Any]:
    return _given("lang", "The language of labels.", enum=list(project.languages))


def _given(name: str, text: str, **schema: Any) -> dict[str, Any]:
    told = {"type": "string", **schema}
    return {"name": name, "in": "query", "description": text, "schema": told}


def _list(project: Project) -> dict[str, Any]:
    return {
        "operationId": "queries",
        "summary": "The prepared queries",
        "tags": ["queries"],
        "parameters": [_lang(project)],
        "responses": {
            "200": {
                "description": "Each with its question and its parameters.",
                "content": {"application/json": {"schema": {"type": "object"}}},
            },
            **_errors("400", "429", "500", "503"),
        },
    }


def _health() -> dict[str, Any]:
    told = {"content": {"application/json": {"schema": {"type": "object"}}}}
    return {
        "operationId": "health",
        "summary": "Whether the server answers",
        "responses": {
            "200": {"description": "It does.", **told},
            "503": {"description": "It does not, for now.", **told},
        },
    }


def _sparql(known: list[str]) -> dict[str, Any]:
    forms = (*ROW_FORMATS, *GRAPH_FORMATS)
    types: dict[str, Any] = {one.media_type: {"schema": {}} for one in forms}
    answer = {"description": "The answer, or without a query the service description."}
    graphs = [
        {
            "name": name,
            "in": "query",
            "description": "A graph of the dataset of this query; it overrides FROM.",
            "schema": {"type": "array", "items": {"type": "string", "enum": known}},
        }
        for name in _GRAPH_PARAMETERS
    ]
    query = {"name": "query", "in": "query", "schema": {"type": "string"}}
    errors = _errors("400", "403", "406", "408", "413", "415", "429", "500", "502", "503")
    body = {
        "required": True,
        "content": {
            "application/sparql-query": {"schema": {"type": "string"}},
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "required": ["query"],
                    "properties": {"query": {"type": "string"}},
                }
            },
        },
    }
    responses = {"200": {**answer, "content": types}, **errors}
    asked = {"summary": "SPARQL 1.1 Protocol, query operation", "tags": ["sparql"]}
    return {
        "get": {
            **asked,
            "operationId": "sparql-get",
            "parameters": [query, *graphs],
            "responses": responses,
        },
        "post": {
            **asked,
            "operationId": "sparql-post",
            "parameters": graphs,
            "requestBody": body,
            "responses": responses,
        },
    }


def _errors(*statuses: str) -> dict[str, Any]:
    return {status: {"$ref": f"#/components/responses/{status}"} for status in statuses}

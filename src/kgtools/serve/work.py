"""A job, done: what a worker process does with what it is given."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from kgtools.errors import KgtoolsError
from kgtools.serve.asking import answered
from kgtools.serve.jobs import (
    DescriptionJob,
    Job,
    ListJob,
    PageJob,
    PreparedJob,
    Reply,
    SparqlJob,
)
from kgtools.serve.problem import Problem, of_error, problem

if TYPE_CHECKING:
    from kgtools.serve.state import State

OUT_OF_MEMORY = "this request needs more memory than one may take here; narrow it"


def do(job: Job, state: State) -> Reply:
    """The reply to the job; it never raises."""
    try:
        return _do(job, state)
    except Problem as wrong:
        return wrong.reply()
    except KgtoolsError as error:
        return of_error(error).reply()
    except MemoryError:
        return problem(503, OUT_OF_MEMORY, (("Retry-After", "60"),))
    except Exception:
        reply = problem(500, "the server failed on this request; its log says why")
        return Reply(reply.status, reply.headers, reply.body, trouble=traceback.format_exc())


def _do(job: Job, state: State) -> Reply:
    match job:
        case SparqlJob():
            graphs = (job.default_graphs, job.named_graphs)
            return answered(state, job.query, state.store, graphs, job.accept, job.format)
        case PageJob():
            return _page(job, state)
        case PreparedJob():
            from kgtools.serve.prepared import prepared

            return prepared(job, state)
        case ListJob():
            from kgtools.serve.openapi import openapi
            from kgtools.serve.prepared import listed

            return openapi(job, state) if job.openapi else listed(job, state)
        case DescriptionJob():
            from kgtools.serve.description import described

            return described(job, state)


def _page(job: PageJob, state: State) -> Reply:
    from kgtools.web import PageRequest

    headers = {"accept": job.accept, "accept-language": job.accept_language}
    given = {name: value for name, value in headers.items() if value is not None}
    request = PageRequest("GET", state.setup.prefix + job.path, job.query, given)
    response = state.site.respond(request)
    return Reply(response.status, response.headers, response.body)

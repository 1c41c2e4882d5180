"""The endpoint behind `--endpoint`: asked through the library's engine, written here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import serialize

from kgtools.engines import Bindings, Triples
from kgtools.errors import EngineError, QueryError
from kgtools.serve.formats import Sink, content_type, rdf_format, too_large
from kgtools.serve.jobs import Reply
from kgtools.serve.problem import Problem, of_error
from kgtools.web.negotiation import Format

if TYPE_CHECKING:
    from kgtools.serve.asking import Graphs
    from kgtools.serve.state import State


def remote_reply(state: State, text: str, form: Format, graphs: Graphs) -> Reply:
    """What the endpoint answers, in the format. Raises Problem: 502 where it gives no answer.

    The dataset of a request is for FROM to say there: nothing else reaches every endpoint.
    """
    from kgtools.results import render

    if graphs != ((), ()):
        detail = "behind this address is another endpoint: name graphs in the query, with FROM"
        raise Problem(400, detail)
    assert state.remote is not None
    try:
        result = state.remote.query(text)
    except QueryError as error:
        raise of_error(error) from None
    except EngineError as error:
        raise Problem(502, error.message) from None
    sink = Sink(state.setup.limits, state.setup.spool)
    if isinstance(result, Triples):
        rdf = rdf_format(form)
        serialize(result.triples, sink.stream, format=rdf, prefixes=dict(state.project.prefixes))
    else:
        if isinstance(result, Bindings) and len(result.rows) > state.setup.limits.rows:
            raise too_large(f"{state.setup.limits.rows} rows")
        sink.write(render(result, form.name, state.project).encode())
    return sink.reply((("Content-Type", content_type(form)), ("Vary", "Accept")))

"""What a program may do with a project: the public methods, which load what they need when called.

They stand apart from Project's own, which read the folder; the work is done by kgtools.facade.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, overload

    from kgtools.brief import Briefing
    from kgtools.checks.finding import Report
    from kgtools.engines import Engine
    from kgtools.explanation import Explanation
    from kgtools.explanation_edge import EdgeExplanation
    from kgtools.facade import Argument, Desk, Node, Queries
    from kgtools.results.rows import Answer


class Public:
    """Asking, explaining and checking; Project has these methods."""

    def query(
        self,
        name: str,
        /,
        *,
        lang: str | None = None,
        derived: bool | None = None,
        engine: str | Engine = "oxigraph",
        endpoint: str | None = None,
        timeout: float | None = None,
        **parameters: Argument,
    ) -> Answer:
        """Asks a prepared query; parameters that are not given keep their defaults.

        A value is what would be typed on the command line (a label, the last part of an IRI, a
        CURIE), a bool, number, date or RDF term, or a list of these. `derived`: with what follows
        by the rules; None as the query needs, else as kgtools.toml says. `engine` is oxigraph,
        rdflib or one of your own; `endpoint` the URL of a SPARQL endpoint to ask instead.
        `timeout` in seconds; None is no limit.
        Raises QueryError, ParameterError, EngineError.
        """
        from kgtools.facade import How

        return self._desk.query(name, parameters, How(lang, derived, engine, endpoint, timeout))

    def sparql(
        self,
        text: str,
        /,
        *,
        lang: str | None = None,
        derived: bool | None = None,
        engine: str | Engine = "oxigraph",
        endpoint: str | None = None,
        timeout: float | None = None,
    ) -> Answer:
        """Asks SPARQL of your own; the project's prefixes need not be declared in it.

        For the rest see `query`. Raises QueryError, EngineError.
        """
        from kgtools.facade import How

        return self._desk.sparql(text, How(lang, derived, engine, endpoint, timeout))

    @property
    def queries(self) -> Queries:
        """The prepared queries by name, each with title, question and parameters."""
        return self._desk.queries

    if TYPE_CHECKING:

        @overload
        def explain(
            self, node: Node, /, *, lang: str | None = None, derived: bool | None = None
        ) -> Explanation: ...

        @overload
        def explain(
            self, subject: Node, predicate: Node, value: Node, /, *, lang: str | None = None
        ) -> EdgeExplanation: ...

    def explain(
        self, *nodes: Node, lang: str | None = None, derived: bool | None = None
    ) -> Explanation | EdgeExplanation:
        """What is said of a node, or of the edge from one to another: by whom, how firmly, where.

        Each is given by label, IRI, CURIE, the last part of its IRI, or as a term. `derived`: with
        the edges that follow by the rules; None as kgtools.toml says.
        Raises KgtoolsError when the graph knows no such node or edge.
        """
        return self._desk.explain(nodes, lang, derived)

    def check(self, source_text: str | Path | None = None, lang: str | None = None) -> Report:
        """Runs every check: shapes, expected answers, passages; see kgtools.check.

        Raises KgtoolsError for what cannot be read.
        """
        return self._desk.check(source_text, lang)

    def brief(self, topic: str | None = None, lang: str | None = None) -> Briefing:
        """A briefing on a topic (as `explain` takes it), without one on the whole.

        `str` of it is Markdown; kgtools.brief.rendered makes a Word document.
        Raises KgtoolsError for what the graph does not know, or what is no topic.
        """
        return self._desk.brief(topic, lang)

    @cached_property
    def _desk(self) -> Desk:
        from kgtools.facade import Desk

        project: Any = self
        return Desk(project)

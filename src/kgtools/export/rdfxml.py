"""RDF/XML (W3C Recommendation, 2014): one rdf:Description a subject, literals as authored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode

from kgtools.errors import KgtoolsError
from kgtools.export.exact import ExactQuad
from kgtools.rdf.terms import RDF, XSD

_LOCAL = re.compile(r"[^\W\d][\w.\-]*\Z")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rdfxml(quads: Iterable[ExactQuad], prefixes: Mapping[str, str]) -> str:
    """The triples of the quads, which come in the order of their lines of N-Triples.

    Raises KgtoolsError for a property that has no XML name and for characters XML cannot hold.
    """
    names = _Names(prefixes)
    nodes = []
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        inside = "".join(f"    {_property(quad, names)}\n" for quad in group)
        nodes.append(f"  <rdf:Description {_about(subject)}>\n{inside}  </rdf:Description>\n")
    declared = "".join(
        f"\n    xmlns:{prefix}={quoteattr(iri)}" for prefix, iri in sorted(names.used.items())
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n{"".join(nodes)}</rdf:RDF>\n'
    )


class _Names:
    """Qualified names of properties; the prefixes that they need come to stand in `used`."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.used = {"rdf": RDF}
        self._prefixes = {iri: prefix for prefix, iri in prefixes.items() if prefix}

    def of(self, iri: str) -> str:
        if iri.startswith(RDF) and _LOCAL.match(iri[len(RDF) :]):
            return f"rdf:{iri[len(RDF) :]}"
        for start in range(len(iri) - 1, 0, -1):
            if iri[start - 1] in "#/:" and _LOCAL.match(iri[start:]):
                return f"{self._prefix(iri[:start])}:{iri[start:]}"
        message = f"RDF/XML has no name for the property <{iri}>"
        raise KgtoolsError(message, hint="export another format")

    def _prefix(self, namespace: str) -> str:
        known = self._prefixes.get(namespace)
        prefix = known if known and self.used.get(known, namespace) == namespace else None
        if prefix is None:
            found = [name for name, iri in self.used.items() if iri == namespace]
            prefix = found[0] if found else f"ns{len(self.used)}"
        self.used[prefix] = namespace
        return prefix


def _about(node: object) -> str:
    if isinstance(node, BlankNode):
        return f'rdf:nodeID="{_node(node)}"'
    assert isinstance(node, NamedNode)
    return f"rdf:about={quoteattr(_text(node.value))}"


def _property(quad: ExactQuad, names: _Names) -> str:
    name, value = names.of(quad.predicate.value), quad.object
    if isinstance(value, NamedNode):
        return f"<{name} rdf:resource={quoteattr(_text(value.value))}/>"
    if isinstance(value, BlankNode):
        return f'<{name} rdf:nodeID="{_node(value)}"/>'
    if not isinstance(value, Literal):
        raise KgtoolsError(f"RDF/XML has no way to write {value}", hint="export another format")
    kind = ""
    if value.language:
        kind = f' xml:lang="{quad.tag or value.language}"'
    elif value.datatype.value != XSD + "string":
        kind = f" rdf:datatype={quoteattr(value.datatype.value)}"
    return f"<{name}{kind}>{escape(_text(value.value), {chr(13): '&#13;'})}</{name}>"


def _node(node: BlankNode) -> str:
    return f"b-{node.value}"


def _text(text: str) -> str:
    found = _NOT_XML.search(text)
    if found:
        message = f"XML cannot hold the character U+{ord(found[0]):04X}"
        raise KgtoolsError(message, hint="export another format")
    return text

"""RDF/XML (W3C Recommendation, 2014): one rdf:Description a subject, literals as authored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode

from kgtools.errors import KgtoolsError
from kgtools.export.exact import ExactQuad
from kgtools.rdf.terms import RDF, XSD

_MARKED = re.compile("\0(.*?)\0")
_LOCAL = re.compile(r"[^\W\d][\w.\-]*\Z")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rdfxml(quads: Iterable[ExactQuad], prefixes: Mapping[str, str]) -> str:
    """The triples of the quads, which come in the order of their lines of N-Triples.

    Raises KgtoolsError for a property that has no XML name and for characters XML cannot hold.
    """
    names = _Names(prefixes)
    nodes = [node for _, node in nodes_of(quads, names)]
    return "".join(document_of(nodes, names.used))


def nodes_of(quads: Iterable[ExactQuad], names: _Names) -> Iterator[tuple[str, str]]:
    """Each subject, as in N-Triples, with all that is said of it."""
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        inside = "".join(f"    {_property(quad, names)}\n" for quad in group)
        node = f"  <rdf:Description {_about(subject)}>\n{inside}  </rdf:Description>\n"
        yield str(subject), node


def nodes_apart(quads: Iterable[ExactQuad], prefixes: Mapping[str, str]) -> list[tuple[str, str]]:
    """The nodes of a part of a document; where prefixes have to be made up, that is left open."""
    return list(nodes_of(quads, _NamesApart(prefixes)))


def namespaces_of(lines: Mapping[str, ExactQuad]) -> dict[str, str]:
    """The lines at which namespaces are first needed; `lines` are those of N-Triples, in order."""
    first: dict[str, str] = {}
    for line, quad in lines.items():
        if namespace := _split(quad.predicate.value)[0]:
            first.setdefault(namespace, line)
    return first


@dataclass(frozen=True)
class Together:
    """The prefixes of a document put together from parts: all that it uses, and by namespace."""

    used: Mapping[str, str]
    given: Mapping[str, str]

    def fill(self, node: str) -> str:
        """A node with what was left open."""
        return _MARKED.sub(lambda match: self.given[match[1]], node)


def together(parts: Iterable[Mapping[str, str]], prefixes: Mapping[str, str]) -> Together | None:
    """From the `namespaces_of` of all parts; None where two namespaces want one prefix.

    A prefix is made up for a namespace without one when it is first used, in the order of lines.
    """
    first: dict[str, str] = {}
    for part in parts:
        for namespace, line in part.items():
            first[namespace] = min(line, first.get(namespace, line))
    names, own = _Names(prefixes), _NamesApart(prefixes)
    given = {
        namespace: names.prefix(namespace) for namespace in sorted(first, key=first.__getitem__)
    }
    if any(own.prefix(n) not in (prefix, _marked(n)) for n, prefix in given.items()):
        return None
    return Together(names.used, given)


def document_of(nodes: Iterable[str], used: Mapping[str, str]) -> Iterator[str]:
    """The text in parts."""
    declared = "".join(
        f"\n    xmlns:{prefix}={quoteattr(iri)}" for prefix, iri in sorted(used.items())
    )
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n'
    yield from nodes
    yield "</rdf:RDF>\n"


class _Names:
    """Qualified names of properties; the prefixes that they need come to stand in `used`."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.used = {"rdf": RDF}
        self._prefixes = {iri: prefix for prefix, iri in prefixes.items() if prefix}

    def of(self, iri: str) -> str:
        namespace, local = _split(iri)
        return f"{self.prefix(namespace) if namespace else 'rdf'}:{local}"

    def prefix(self, namespace: str) -> str:
        known = self._prefixes.get(namespace)
        prefix = known if known and self.used.get(known, namespace) == namespace else None
        if prefix is None:
            found = [name for name, iri in self.used.items() if iri == namespace]
            prefix = found[0] if found else f"ns{len(self.used)}"
        self.used[prefix] = namespace
        return prefix


class _NamesApart(_Names):
    """Of a part of a document: where a prefix has to be made up, the namespace is marked."""

    def prefix(self, namespace: str) -> str:
        return self._prefixes.get(namespace) or _marked(namespace)


def _marked(namespace: str) -> str:
    return f"\0{namespace}\0"  # U+0000 is in no XML


def _split(iri: str) -> tuple[str, str]:
    """The namespace, "" for RDF's own, and the local name of a property."""
    if iri.startswith(RDF) and _LOCAL.match(iri[len(RDF) :]):
        return "", iri[len(RDF) :]
    for start in range(len(iri) - 1, 0, -1):
        if iri[start - 1] in "#/:" and _LOCAL.match(iri[start:]):
            return iri[:start], iri[start:]
    message = f"RDF/XML has no name for the property <{iri}>"
    raise KgtoolsError(message, hint="export another format")


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

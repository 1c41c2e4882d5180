"""RDF terms (those of pyoxigraph, everywhere), prefixes and CURIEs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kgtools.errors import ParameterError

Term = NamedNode | BlankNode | Literal | Triple

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SH = "http://www.w3.org/ns/shacl#"
DCTERMS = "http://purl.org/dc/terms/"
SCHEMA = "https://schema.org/"
FOAF = "http://xmlns.com/foaf/0.1/"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"

WELL_KNOWN: Mapping[str, str] = {
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "sh": SH,
    "dcterms": DCTERMS,
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "foaf": FOAF,
    "schema": SCHEMA,
}

TYPE = NamedNode(RDF + "type")
SUBCLASS = NamedNode(RDFS + "subClassOf")
IN_SCHEME = NamedNode(SKOS + "inScheme")

_LOCAL = re.compile(r"[\w](?:[\w.\-]*[\w\-])?\Z")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")


def shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    """The IRI as a CURIE of its longest matching namespace, else as `<iri>`.

    >>> shorten("http://www.w3.org/2002/07/owl#Class", WELL_KNOWN)
    'owl:Class'
    >>> shorten("urn:x", WELL_KNOWN)
    '<urn:x>'
    """
    best, local = "", ""
    for prefix, namespace in prefixes.items():
        if not iri.startswith(namespace):
            continue
        rest = iri[len(namespace) :]
        if _LOCAL.match(rest) and (not best or len(rest) < len(local)):
            best, local = prefix + ":", rest
    return best + local if best else f"<{iri}>"


def expand(text: str, prefixes: Mapping[str, str]) -> NamedNode:
    """The IRI meant by a full IRI, `<IRI>` or CURIE.

    Raises ParameterError for anything else.

    >>> expand("owl:Class", WELL_KNOWN).value
    'http://www.w3.org/2002/07/owl#Class'
    """
    if text.startswith("<") and text.endswith(">"):
        return _named(text[1:-1], text)
    prefix, colon, local = text.partition(":")
    if colon and prefix in prefixes and not local.startswith("//"):
        return _named(prefixes[prefix] + local, text)
    if re.match(r"(?:https?://|urn:|mailto:|tag:)", text):
        return _named(text, text)
    if colon:
        known = ", ".join(sorted(prefixes))
        raise ParameterError(f"unknown prefix {prefix!r} in {text!r}", hint=f"known: {known}")
    raise ParameterError(f"{text!r} is not an IRI", hint="write <IRI> or prefix:name")


def _named(iri: str, text: str) -> NamedNode:
    if not _SCHEME.match(iri):
        raise ParameterError(f"{text!r} is not an absolute IRI")
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise ParameterError(f"{text!r} is not an IRI: {error}") from None


def local_name(iri: str) -> str:
    """What stands after the last `#` or `/` (or `:`)."""
    return re.split(r"[#/:]", iri.rstrip("#/"))[-1]


def lexical(term: Term) -> str:
    """A term as one cell of SPARQL 1.1 CSV: full IRI, lexical form, `_:label`."""
    return str(term) if isinstance(term, BlankNode | Triple) else term.value


def xsd(name: str) -> NamedNode:
    return NamedNode(XSD + name)

"""The canonical form of a Turtle text: one graph, one text, so that a diff shows meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import pyoxigraph as ox

from kgtools.rdf.turtle_layout import Comments, Triple, comments_of, layout_of
from kgtools.rdf.turtle_parse import XSD, Object, Parser, RawTriple, Subject
from kgtools.rdf.turtle_write import Kind, Writer

COMMENT = ox.NamedNode("x-kgtools:comment")


def format_turtle(
    text: str, *, prefixes: Mapping[str, str] | None = None, keep_unused: bool = True
) -> str:
    """Give the canonical form of a Turtle text, which denotes the same graph.

    prefixes are further names that may shorten IRIs; they win over the text's own, and are
    declared where they are used. keep_unused: the text's own are declared all the same. Literals
    keep lexical form, language tag and shorthand as authored; relative IRIs without a base stay
    relative; no comment is lost. format_turtle(format_turtle(x)) == format_turtle(x).
    Raises TurtleError for text that is not RDF 1.1 Turtle, and where a relative IRI stands
    before the first @base or is the IRI of a prefix and ends in neither # nor /.
    """
    parser = Parser(text, keep_relative=True)
    parser.parse()
    triples = _surrogates(parser.triples)
    layout = layout_of(triples)
    comments = comments_of(parser, layout)
    if layout.labelled:
        triples, blocks = _canonical(triples, comments.blocks)
        layout = layout_of(triples)
    else:
        blocks = comments.blocks
    base = parser.bases[0] if parser.bases else None
    kept = parser.declared if keep_unused else ()
    writer = Writer(triples, layout, {**parser.declared, **(prefixes or {})}, base, kept)
    return writer.document(Comments(comments.head, blocks, comments.tail))


def turtle_of(
    triples: Iterable[tuple[Subject, ox.NamedNode, Object, str | None]], prefixes: Mapping[str, str]
) -> str:
    """The canonical form of triples, in the same text as format_turtle gives for them.

    The fourth of each is the language tag of its literal as authored. All prefixes are declared.
    """
    found = _as_authored(triples)
    layout = layout_of(found)
    if layout.labelled:
        found, _ = _canonical(found, {})
        layout = layout_of(found)
    return Writer(found, layout, prefixes, None, prefixes).document(Comments())


def blocks_of(
    triples: Iterable[tuple[Subject, ox.NamedNode, Object, str | None]], prefixes: Mapping[str, str]
) -> list[tuple[Kind, str]] | None:
    """The blocks of turtle_of: those of triples about other subjects are put between them.

    None where blank nodes need labels, which depend on all the others.
    """
    found = _as_authored(triples)
    layout = layout_of(found)
    if layout.labelled:
        return None
    blocks = Writer(found, layout, prefixes, None, prefixes).blocks(Comments())
    return [(kind, text) for kind, text, _ in blocks]


def turtle_parts(blocks: Iterable[str], prefixes: Mapping[str, str]) -> Iterator[str]:
    """The text of turtle_of in parts, from all its blocks in order."""
    head = "\n".join(f"@prefix {prefix}: <{prefixes[prefix]}> ." for prefix in sorted(prefixes))
    between = ""
    for part in filter(None, chain((head,), blocks)):
        yield between
        yield part
        between = "\n\n"
    if between:
        yield "\n"


def _as_authored(
    triples: Iterable[tuple[Subject, ox.NamedNode, Object, str | None]],
) -> list[Triple]:
    writings: dict[Triple, str] = {}
    for subject, predicate, value, tag in triples:
        key, written = (subject, predicate, value), ""
        if isinstance(value, ox.Literal):
            written = f"{value.value}\0{_tail(value, tag)}"
        writings[key] = min(written, writings.get(key, written))
    return _replaced(writings)


def _tail(literal: ox.Literal, tag: str | None) -> str:
    if literal.language is not None:
        return f"@{tag or literal.language}"
    return "" if literal.datatype.value == XSD + "string" else f"^^{literal.datatype.value}"


def _surrogates(triples: Iterable[RawTriple]) -> list[Triple]:
    """Put in place of each literal one that says how it was authored.

    Its value is the lexical form, U+0000 and one of: nothing, "=" for a shorthand, "@" and the
    tag, "^^" and the datatype. So canonicalisation sees, and keeps, what pyoxigraph's terms
    can't say. Of two writings of one literal in one place the lesser is kept.
    """
    writings: dict[Triple, str] = {}
    for raw in triples:
        key, written = (raw.subject, raw.predicate, raw.object), ""
        if isinstance(raw.object, ox.Literal):
            written = f"{raw.object.value}\0{_suffix(raw.object, raw.written)}"
        writings[key] = min(written, writings.get(key, written))
    return _replaced(writings)


def _replaced(writings: Mapping[Triple, str]) -> list[Triple]:
    return [
        (s, p, ox.Literal(written) if isinstance(o, ox.Literal) else o)
        for (s, p, o), written in writings.items()
    ]


def _suffix(literal: ox.Literal, written: str) -> str:
    if literal.language is not None:
        return "@" + written.rpartition("@")[2]
    if written[0] not in "\"'":
        return "="
    if literal.datatype.value == XSD + "string" and written[-1] in "\"'":
        return ""
    return "^^" + literal.datatype.value


def _canonical(
    triples: Iterable[Triple], comments: Mapping[Subject, list[str]]
) -> tuple[list[Triple], dict[Subject, list[str]]]:
    """Relabel the blank nodes by RDFC-1.0; comments travel along in a named graph."""
    dataset = ox.Dataset(ox.Quad(*triple) for triple in triples)
    for subject, lines in comments.items():
        dataset.add(ox.Quad(subject, COMMENT, ox.Literal("\n".join(lines)), COMMENT))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    relabelled: list[Triple] = []
    blocks: dict[Subject, list[str]] = {}
    for quad in dataset:
        if quad.graph_name == COMMENT:
            blocks[quad.subject] = quad.object.value.split("\n")
        else:
            relabelled.append((quad.subject, quad.predicate, quad.object))
    return relabelled, blocks

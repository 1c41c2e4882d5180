"""SPARQL 1.1 Query Results: CSV, TSV, JSON and XML, written row by row.

RDF 1.2 terms follow its drafts: triple terms, and base directions as `its:dir`. The lexical forms
are those of the terms; nothing is rounded, trimmed or normalised.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kgtools.engines.base import Bindings, Boolean, Result
from kgtools.errors import KgtoolsError
from kgtools.rdf.terms import XSD, Term, lexical

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SRX = "http://www.w3.org/2005/sparql-results#"
_ITS = "http://www.w3.org/2005/11/its"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)", re.ASCII)
# Not ends of a line to TSV, but to many a reader: str.splitlines() is one.
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def cells(result: Result) -> list[list[str]]:
    """Rows of SPARQL CSV cells, the head first; ASK is one cell.

    Raises KgtoolsError for a graph.
    """
    if isinstance(result, Boolean):
        return [[truth(result)]]
    if isinstance(result, Bindings):
        rows = [["" if term is None else lexical(term) for term in row] for row in result.rows]
        return [list(result.variables), *rows]
    raise KgtoolsError("a graph (CONSTRUCT) has no rows")


def truth(answer: Boolean) -> str:
    return "true" if answer.value else "false"


def write_csv(result: Bindings | Boolean) -> Iterator[str]:
    """SPARQL 1.1 CSV: full IRIs and lexical forms, lines ending in CR LF.

    The format cannot tell an unbound variable from an empty text, nor text from number or IRI.
    """
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    for row in cells(result):
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def write_tsv(result: Bindings | Boolean) -> Iterator[str]:
    """SPARQL 1.1 TSV: terms as in Turtle, whole numbers bare, nothing where unbound."""
    if isinstance(result, Boolean):
        yield truth(result) + "\n"
        return
    yield "\t".join("?" + name for name in result.variables) + "\n"
    for row in result.rows:
        yield "\t".join("" if term is None else _tsv_term(term) for term in row) + "\n"


def _tsv_term(term: Term) -> str:
    if isinstance(term, Literal) and term.datatype.value == XSD + "integer":
        # Only as every reader would write it again: a bare 007 comes back as 7 from some.
        return term.value if _INTEGER.fullmatch(term.value) else str(term)
    text = f"<<( {term} )>>" if isinstance(term, Triple) else str(term)
    return text.translate(_LINE_ENDS)


def write_json(result: Bindings | Boolean) -> Iterator[str]:
    """SPARQL 1.1 JSON, one row a line."""
    if isinstance(result, Boolean):
        yield json.dumps({"head": {}, "boolean": result.value}) + "\n"
        return
    head = json.dumps({"vars": list(result.variables)}, ensure_ascii=False)
    yield f'{{"head": {head},\n "results": {{"bindings": ['
    for number, row in enumerate(result.rows):
        bound = {
            name: _json_term(term)
            for name, term in zip(result.variables, row, strict=True)
            if term is not None
        }
        yield ("," if number else "") + "\n  " + json.dumps(bound, ensure_ascii=False)
    yield "\n ]}}\n" if result.rows else "]}}\n"


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        return {"type": "literal", "value": term.value, **dict(_of_literal(term))}
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {key: _json_term(part) for key, part in parts.items()}}


def _of_literal(literal: Literal) -> Iterator[tuple[str, str]]:
    """What else is said of a literal, by the names that JSON and XML have in common."""
    if literal.language:
        yield "xml:lang", literal.language
        if literal.direction:
            yield "its:dir", literal.direction.value
    elif literal.datatype.value != XSD + "string":
        yield "datatype", literal.datatype.value


def write_xml(result: Bindings | Boolean) -> Iterator[str]:
    """SPARQL 1.1 XML, one row a line.

    Raises KgtoolsError, before anything is written, for a character that XML 1.0 cannot hold;
    it names the cell.
    """
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="{_SRX}" xmlns:its="{_ITS}">\n'
    if isinstance(result, Boolean):
        yield f"<head/>\n<boolean>{truth(result)}</boolean>\n</sparql>\n"
        return
    names = "".join(f'<variable name="{name}"/>' for name in result.variables)
    yield f"<head>{names}</head>\n<results>\n"
    for row in result.rows:
        bound = "".join(
            f'<binding name="{name}">{_xml_term(term)}</binding>'
            for name, term in zip(result.variables, row, strict=True)
            if term is not None
        )
        yield f"<result>{bound}</result>\n"
    yield "</results>\n</sparql>\n"


def check_xml(result: Bindings | Boolean) -> None:
    """Raises KgtoolsError, which names the cell, for what XML 1.0 cannot hold."""
    if isinstance(result, Boolean):
        return
    for number, row in enumerate(result.rows, 1):
        for name, term in zip(result.variables, row, strict=True):
            found = None if term is None else _NOT_IN_XML.search(_texts(term))
            if found:
                character = f"U+{ord(found.group()):04X}"
                message = f"row {number}, {name}: XML has no way to write the character {character}"
                raise KgtoolsError(message, hint="use the format json, tsv or csv")


def _texts(term: Term) -> str:
    """All text in a term."""
    if isinstance(term, Triple):
        return "".join(_texts(part) for part in (term.subject, term.predicate, term.object))
    return term.value


def _xml_term(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{_xml_text(term.value)}</bnode>"
    if isinstance(term, Literal):
        said = "".join(f' {name}="{_xml_text(value)}"' for name, value in _of_literal(term))
        return f"<literal{said}>{_xml_text(term.value)}</literal>"
    subject, predicate, value = map(_xml_term, (term.subject, term.predicate, term.object))
    return (
        f"<triple><subject>{subject}</subject><predicate>{predicate}</predicate>"
        f"<object>{value}</object></triple>"
    )


def _xml_text(text: str) -> str:
    """The text as XML holds it; white space at its ends by number, since some readers trim it."""
    escaped = text.translate(_MARKUP)
    if escaped[:1].isspace() or escaped[-1:].isspace():
        core = escaped.strip(" \t\n")
        start = escaped.index(core) if core else len(escaped)
        ends = escaped[:start], escaped[start + len(core) :]
        before, after = ("".join(f"&#{ord(space)};" for space in end) for end in ends)
        return before + core + after
    return escaped

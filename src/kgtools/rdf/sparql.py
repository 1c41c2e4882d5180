"""The tokens of a SPARQL query: enough to find a place in it without being fooled by text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kgtools.errors import QueryError, one_line

# A query beyond these would end the whole process (a stack overflow) instead of being refused.
# Measured with Oxigraph 0.5.13 on a stack of 8 MB: it survives 1,000 and dies of 3,000 BIND, MINUS
# or (… AS ?x), survives 3,000 and dies of 10,000 of !, +, ||, &&, FILTER or UNION, and dies of
# somewhat more than 1,000 nested groups. rdflib 7 raises RecursionError from about 1,000 on.
MAX_DEPTH = 100
MAX_LINKS = 500  # of all LINK_SIGNS and LINK_WORDS of a query together

LINK_SIGNS = frozenset(("!", "+", "-", "*", "/", "|", "^", "||", "&&"))
LINK_WORDS = ("UNION", "OPTIONAL", "FILTER", "BIND", "MINUS", "GRAPH", "AS", "EXISTS")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")

_NAME = r"[^\W\d_](?:[\w.\-]*[\w\-])?"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\."
_LOCAL = rf"(?:[\w:]|{_ESCAPED})(?:(?:[\w.:\-]|{_ESCAPED})*(?:[\w:\-]|{_ESCAPED}))?"
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+|\#[^\n\r]*)
  | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>)
  | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
      |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<blank>_:[\w.\-]+)
  | (?P<name>(?:{_NAME})?:(?:{_LOCAL})?)
  | (?P<word>[A-Za-z][\w]*)
  | (?P<sign>\^\^|&&|\|\||[<>!]=|.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    start: int
    depth: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        return self.kind == "word" and self.text.upper() in words


def tokens(query: str) -> list[Token]:
    """The tokens of a query without comments and white space; never raises."""
    return list(_scan(query))


def _scan(query: str) -> Iterator[Token]:
    depth = 0
    for match in _TOKEN.finditer(query):
        kind, text = match.lastgroup or "sign", match.group()
        if kind == "space":
            continue
        if kind == "sign" and text in "{([":
            depth += 1
        elif kind == "sign" and text in "})]":
            depth -= 1
        yield Token(kind, text, match.start(), depth)


def prefixes_of(found: list[Token]) -> dict[str, str]:
    """The PREFIX declarations of the query's prologue."""
    return {
        name.text[:-1]: iri.text[1:-1]
        for word, name, iri in zip(found, found[1:], found[2:], strict=False)
        if word.is_word("PREFIX") and name.kind == "name" and iri.kind == "iri"
    }


def check_allowed(query: str, graphs: frozenset[str]) -> None:
    """Raises QueryError for what no engine here may do, or would not survive.

    That is an update, SERVICE, FROM anything but a graph of the project (either would fetch),
    nesting deeper than MAX_DEPTH and chains of more than MAX_LINKS operators and clauses.
    """
    found = tokens(query)
    first = _first_word(found)
    if first is not None and first.is_word(*UPDATES):
        message = f"kgtools only reads; {first.text.upper()} would change the data"
        raise QueryError(message, hint="edit the files", at=place(query, first.start))
    links = 0
    for token in found:
        links += is_link(token)
        if links > MAX_LINKS:
            message = f"more than {MAX_LINKS} operators and clauses such as ||, +, / and FILTER"
            hint = "list values with VALUES or IN, or ask in parts"
            raise QueryError(message, hint=hint, at=place(query, token.start))
        if token.depth > MAX_DEPTH:
            raise QueryError(f"nested more than {MAX_DEPTH} deep", at=place(query, token.start))
        if token.is_word("SERVICE"):
            message = "SERVICE is not allowed: only the project's own graphs are asked"
            raise QueryError(message, at=place(query, token.start))
    for token, iri in dataset_clauses(found):
        if iri not in graphs:
            message = f"FROM {token.text}: not a graph of this project"
            hint = f"known: {', '.join(sorted(graphs))}"
            raise QueryError(message, hint=hint, at=place(query, token.start))


def is_link(token: Token) -> bool:
    """Whether the token is one more link of a chain that engines follow by recursion."""
    if token.kind == "number":
        return token.text[0] in "+-"
    return (token.kind == "sign" and token.text in LINK_SIGNS) or token.is_word(*LINK_WORDS)


def _first_word(found: list[Token]) -> Token | None:
    """The first word after the prologue: the form of the query."""
    return next((t for t in found if t.kind == "word" and not t.is_word("PREFIX", "BASE")), None)


def prologue(query: str, prefixes: Mapping[str, str]) -> str:
    """The declarations, in one line, of those of the prefixes that the query uses undeclared."""
    found = tokens(query)
    declared = prefixes_of(found)
    used = dict.fromkeys(t.text.partition(":")[0] for t in found if t.kind == "name")
    lacking = [name for name in used if name not in declared and name in prefixes]
    return "".join(f"PREFIX {name}: <{prefixes[name]}> " for name in lacking)


def dataset_clauses(found: list[Token]) -> list[tuple[Token, str]]:
    """The graphs named by FROM and FROM NAMED: the token and its full IRI."""
    prefixes = prefixes_of(found)
    clauses = []
    for i, token in enumerate(found):
        if token.is_word("FROM"):
            rest = [t for t in found[i + 1 : i + 3] if not t.is_word("NAMED")]
            if rest and rest[0].kind in ("iri", "name"):
                clauses.append((rest[0], resolve(rest[0], prefixes) or rest[0].text))
    return clauses


def resolve(token: Token, prefixes: Mapping[str, str]) -> str | None:
    """The full IRI of an IRI or prefixed name; None when its prefix is not declared."""
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    return prefixes[prefix] + re.sub(r"\\(.)", r"\1", local) if prefix in prefixes else None


def place(query: str, offset: int) -> tuple[int, int]:
    """Line and column of the offset, both from 1."""
    before = query[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def malformed(query: str, reason: str, line: int | None, column: int | None) -> QueryError:
    """One line on a query that an engine could not parse, undeclared prefixes first."""
    found = tokens(query)
    declared = prefixes_of(found)
    for before, token in zip([None, *found], found, strict=False):
        declares = before is not None and before.is_word("PREFIX")
        if token.kind == "name" and not declares and resolve(token, declared) is None:
            prefix = token.text.partition(":")[0]
            message = f"the prefix {prefix}: is not declared"
            hint = f"add PREFIX {prefix}: <…> at the top"
            return QueryError(message, hint=hint, at=place(query, token.start))
    if line is None or column is None:
        return QueryError(f"the query is not valid SPARQL: {_brief(reason)}")
    lines = query.split("\n")
    offset = sum(len(text) + 1 for text in lines[: line - 1]) + column - 1
    seen = next((f"{t.text!r}" for t in found if t.end > offset), "the end of the query")
    why = f" ({_brief(reason)})" if reason else ""
    return QueryError(f"not valid SPARQL at {seen}{why}", at=(line, column))


def _brief(reason: str, width: int = 120) -> str:
    text = one_line(reason)
    return text if len(text) <= width else text[: width - 1] + "…"

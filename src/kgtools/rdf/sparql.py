"""The tokens of a SPARQL query: enough to find a place in it without being fooled by text.

Engines read more than the grammar's examples show, and what is refused here must be refused
however it is written. Oxigraph takes keywords that run together (`trueSERVICE`, `SERVICEex:a`);
rdflib, as SPARQL 1.1 (19.2) has it, replaces `\\u0045` before it parses anything else, and takes
eight digits after `\\u`, or four after `\\U`, where these stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kgtools.errors import QueryError, one_line

# A query beyond these would end the whole process (a stack overflow) instead of being refused.
# Measured with Oxigraph 0.5.13 on a stack of 8 MB: it survives 1,000 and dies of 3,000 BIND, MINUS
# or (… AS ?x), survives 3,000 and dies of 10,000 of !, +, ||, &&, FILTER or UNION, and dies of
# somewhat more than 1,000 nested groups. rdflib 7 raises RecursionError from about 1,000 on.
MAX_DEPTH = 100
MAX_LINKS = 500  # of all LINK_SIGNS and LINK_WORDS of a query together

LINK_SIGNS = frozenset(("!", "+", "-", "*", "/", "|", "^", "||", "&&"))
LINK_WORDS = ("UNION", "OPTIONAL", "FILTER", "BIND", "MINUS", "GRAPH", "AS", "EXISTS")
_LINKS_IN_WORDS = tuple(word for word in LINK_WORDS if word != "AS")  # AS is part of many a word
_LINK_AS = ("AS", "TRUEAS", "FALSEAS")
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
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


# Patterns, which re compiles when they are first used, and keeps: few queries need them.
_CODEPOINT = r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})"
_CODEPOINT_OF_RDFLIB = r"\\[uU]([0-9A-Fa-f]{4}(?:[0-9A-Fa-f]{4})?)"
_STRING_ESCAPE = rf"(?s){_CODEPOINT.replace('(', '(?:')}|\\(.)"
_SHORT_FOR = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_SERVICE_NAMES = ("SERVICE", "TRUESERVICE", "FALSESERVICE")

# What a quoted string must not hold as it is, or had better not: engines, logs and terminals
# treat control characters and the line ends of Unicode each in their own way.
_TO_ESCAPE = r"""["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]|(?<=\\)[uU]"""
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class ServiceError(QueryError):
    """A query that would have another endpoint asked."""


class Token:
    """`depth` is that of the brackets around it."""

    __slots__ = ("depth", "kind", "start", "text")

    def __init__(self, kind: str, text: str, start: int, depth: int) -> None:
        self.kind, self.text, self.start, self.depth = kind, text, start, depth

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        return self.kind == "word" and self.text.upper() in words


@lru_cache(maxsize=4)  # few: those of a text of 1 MiB may take 65 MB
def tokens(query: str) -> tuple[Token, ...]:
    """The tokens of a query without comments and white space; never raises.

    Whoever checks and asks a query looks at them several times in a row.
    """
    return tuple(_scan(query))


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


def prefixes_of(found: Sequence[Token]) -> dict[str, str]:
    """The PREFIX declarations of the query's prologue."""
    return {
        name.text[:-1]: iri.text[1:-1]
        for word, name, iri in zip(found, found[1:], found[2:], strict=False)
        if word.is_word("PREFIX") and name.kind == "name" and iri.kind == "iri"
    }


def sparql_term(term: NamedNode | Literal) -> str:
    """The term as it is written in a query, so that any reader gets just this term.

    The `u` of a backslash and `u` is written as an escape: so the text means the same to a reader
    that replaces `\\uXXXX` before it parses and to one that does so within strings only. Escapes
    have eight digits, since rdflib would read four more that follow.

    >>> print(sparql_term(Literal('say "\\\\u0041"')))
    "say \\"\\\\\\U000000750041\\""
    """
    if isinstance(term, NamedNode):
        return str(term)  # an IRI holds none of < > " { } | ^ ` \ and no space or control
    quoted = f'"{re.sub(_TO_ESCAPE, _escaped, term.value)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    is_string = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
    return quoted if is_string else f"{quoted}^^{term.datatype}"


def unquoted(string: str) -> str:
    """What a string token of a query means, its quotes and escapes taken away."""
    width = 3 if string[:3] in ('"""', "'''") else 1
    inner = string[width:-width]
    return re.sub(_STRING_ESCAPE, _meant, inner)


def _meant(escape: re.Match[str]) -> str:
    return _SHORT_FOR.get(escape[1] or "", escape[1]) or _character(escape)


def _escaped(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\U{ord(match[0]):08X}"


def expanded(query: str) -> str:
    """The query with its codepoint escapes replaced, as SPARQL 1.1 (19.2) does before parsing.

    Raises QueryError for half a character (a lone surrogate) and for an escape that would change
    where a string, a name or the query's structure ends: engines read such a query differently.
    """
    half = _half(query)
    if half is not None:
        message = f"half a character (surrogate U+{ord(query[half]):04X}); the text is not UTF-8"
        raise QueryError(message, at=place(query, half))
    first = re.search(_CODEPOINT_OF_RDFLIB, query) if "\\" in query else None
    if first is None:
        return query
    if not all(_same_tokens(query, escape) for escape in (_CODEPOINT, _CODEPOINT_OF_RDFLIB)):
        message = "an escape such as \\u0022 that changes how the query reads"
        hint = "write the character itself"
        raise QueryError(message, hint=hint, at=place(query, first.start()))
    return re.sub(_CODEPOINT, _character, query)


def _half(text: str) -> int | None:
    """Where the first half of a character (a lone surrogate) stands, if any."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return error.start
    return None


def _same_tokens(query: str, escape: str) -> bool:
    """Whether the query falls into the same tokens when its escapes are replaced beforehand."""
    new = re.sub(escape, _character, query)
    before = [(token.kind, re.sub(escape, _character, token.text)) for token in tokens(query)]
    return before == [(t.kind, t.text) for t in tokens(new)] and _half(new) is None


def _character(match: re.Match[str]) -> str:
    point = int(match[0][2:], 16)
    return chr(point if point < 0x110000 else 0xD800)  # beyond Unicode: refused as half a character


def check_allowed(query: str, graphs: frozenset[str]) -> None:
    """Raises QueryError for what no engine here may do, or would not survive.

    That is an update, SERVICE, FROM anything but a graph of the project (either would fetch),
    nesting deeper than MAX_DEPTH and chains of more than MAX_LINKS operators and clauses; also
    what engines read differently: prefixes that are not declared, and see `expanded`.
    """
    query = expanded(query)
    found = tokens(query)
    first = _first_word(found)
    if first is not None and first.is_word(*UPDATES):
        message = f"kgtools only reads; {first.text.upper()} would change the data"
        raise QueryError(message, hint="edit the files", at=place(query, first.start))
    links = 0
    for i, token in enumerate(found):
        links += is_link(token)
        if links > MAX_LINKS:
            message = f"more than {MAX_LINKS} operators and clauses such as ||, +, / and FILTER"
            hint = "list values with VALUES or IN, or ask in parts"
            raise QueryError(message, hint=hint, at=place(query, token.start))
        if token.depth > MAX_DEPTH:
            raise QueryError(f"nested more than {MAX_DEPTH} deep", at=place(query, token.start))
        if _is_service(token, found[i - 1], found[i + 1] if i + 1 < len(found) else None):
            asked = _asked_by_service(found[i + 1 : i + 3])
            message = f"SERVICE is not allowed: {asked}only the project's own graphs are asked"
            raise ServiceError(message, at=place(query, token.start))
    undeclared = _undeclared(query, found)
    if undeclared:
        raise undeclared
    for token, iri in dataset_clauses(found):
        if iri not in graphs:
            message = f"FROM {token.text}: not a graph of this project"
            hint = f"known: {', '.join(sorted(graphs))}"
            raise QueryError(message, hint=hint, at=place(query, token.start))


def is_link(token: Token) -> bool:
    """Whether the token is one more link of a chain that engines follow by recursion."""
    if token.kind == "number":
        return token.text[0] in "+-"
    if token.kind == "sign":
        return token.text in LINK_SIGNS
    if token.kind not in ("word", "name"):
        return False
    word = token.text.partition(":")[0].upper()
    return token.is_word(*_LINK_AS) or any(link in word for link in _LINKS_IN_WORDS)


def _is_service(token: Token, before: Token, after: Token | None) -> bool:
    """Whether an engine may read SERVICE here: also in `trueSERVICE`, and in `SERVICEex:a {`."""
    if token.kind == "word":
        return "SERVICE" in token.text.upper()
    opens = after is not None and after.text == "{" and not before.is_word("GRAPH")
    return token.kind == "name" and opens and token.text.upper().startswith(_SERVICE_NAMES)


def _asked_by_service(after: Sequence[Token]) -> str:
    """What would be asked, as the query writes it after SERVICE; "" if that is unclear."""
    named = [token for token in after if not token.is_word("SILENT")][:1]
    if not named or named[0].kind not in ("iri", "name", "variable"):
        return ""
    return f"{named[0].text} would be asked, and "


def _first_word(found: Sequence[Token]) -> Token | None:
    """The first word after the prologue: the form of the query."""
    return next((t for t in found if t.kind == "word" and not t.is_word("PREFIX", "BASE")), None)


def query_form(query: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE, or whatever else the first word is; "" without one."""
    first = _first_word(tokens(query))
    word = first.text.upper() if first else ""
    return next((form for form in FORMS if word.startswith(form)), word)  # Oxigraph reads ASKFROM


def prologue(query: str, prefixes: Mapping[str, str]) -> str:
    """The declarations, in one line, of those of the prefixes that the query uses undeclared."""
    found = tokens(query)
    declared = prefixes_of(found)
    used = dict.fromkeys(t.text.partition(":")[0] for t in found if t.kind == "name")
    lacking = [name for name in used if name not in declared and name in prefixes]
    return "".join(f"PREFIX {name}: <{prefixes[name]}> " for name in lacking)


def dataset_clauses(found: Sequence[Token]) -> list[tuple[Token, str]]:
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
    undeclared = _undeclared(query, found)
    if undeclared:
        return undeclared
    if line is None or column is None:
        why = _brief(reason) or "a variable is bound twice, or left out of GROUP BY, or the like"
        return QueryError(f"the query is not valid SPARQL: {why}")
    lines = query.split("\n")
    offset = sum(len(text) + 1 for text in lines[: line - 1]) + column - 1
    token = next((each for each in found if each.end > offset), None)
    at = place(query, max(offset, token.start)) if token else (line, column)  # past white space
    seen = repr(token.text) if token else "the end of the query"
    why = f" ({_brief(reason)})" if reason else ""
    return QueryError(f"not valid SPARQL at {seen}{why}", at=at)


def _undeclared(query: str, found: Sequence[Token]) -> QueryError | None:
    """The complaint about the first name whose prefix the query does not declare."""
    declared = prefixes_of(found)
    for before, token in zip([None, *found], found, strict=False):
        declares = before is not None and before.is_word("PREFIX")
        if token.kind == "name" and not declares and resolve(token, declared) is None:
            prefix = token.text.partition(":")[0]
            message = f"the prefix {prefix}: is not declared"
            hint = f"add PREFIX {prefix}: <…> at the top"
            return QueryError(message, hint=hint, at=place(query, token.start))
    return None


def _brief(reason: str, width: int = 120) -> str:
    text = one_line(reason)
    return text if len(text) <= width else text[: width - 1] + "…"

"""Rules: one SPARQL CONSTRUCT a file, with a header that says in words what it concludes and why.

The header (`#+` lines, YAML) has label and explanation by language, premises (the triple patterns
that together carry the conclusion) and, where the rule is one, its name in a standard.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from kgtools.config import LangMap
from kgtools.errors import ParseError, QueryError, did_you_mean
from kgtools.project import Project
from kgtools.query_header import Header
from kgtools.rdf.parse import read_text
from kgtools.rdf.sparql import Token, prefixes_of, prologue, resolve, tokens
from kgtools.rdf.terms import TYPE

STANDARD = Path(__file__).parent / "standard"
HEADER_KEYS = ("label", "explanation", "premises", "standard")


@dataclass(frozen=True)
class Variable:
    name: str


Part = NamedNode | Variable
Pattern = tuple[Part, Part, Part]


@dataclass(frozen=True)
class Rule:
    """`head` is the one triple that it concludes; `group` is where its WHERE group opens.

    `own` tells a project's rule from one of RDFS or OWL 2 RL.
    """

    slug: str
    path: Path
    label: LangMap
    explanation: LangMap
    premises: tuple[Pattern, ...]
    standard: str | None
    own: bool
    text: str
    head: Pattern
    start: int
    group: int


def rules_of(project: Project) -> tuple[Rule, ...]:
    """The project's own rules, then the standard ones that it uses.

    Raises QueryError, with the place, for a rule whose header or text is not in order.
    """
    config = project.config.rules
    known = standard_names()
    chosen = known if config.standard is None else config.standard
    for name in chosen:
        if name not in known:
            raise QueryError(f"there is no standard rule {name!r}", hint=did_you_mean(name, known))
    own = [read_rule(path, True, project.prefixes) for path in config.files]
    twice = {rule.slug for rule in own} & set(chosen)
    if len({rule.slug for rule in own}) < len(own) or twice:
        paths = {rule.slug: rule.path for rule in own}
        slug = next(iter(twice), next(r.slug for r in own if paths[r.slug] != r.path))
        raise QueryError(f"two rules are called {slug}", paths[slug], "rename the file")
    return (*own, *(read_rule(STANDARD / f"{n}.rq", False, project.prefixes) for n in chosen))


def standard_names() -> list[str]:
    """The rules of RDFS and OWL 2 RL that come with kgtools, by their names there."""
    return sorted(path.stem for path in STANDARD.glob("*.rq"))


def read_rule(path: Path, own: bool, prefixes: Mapping[str, str]) -> Rule:
    """A rule from its file; QueryError names file and line of what is wrong."""
    try:
        text = read_text(path)
    except ParseError as error:
        raise QueryError(error.message, error.where, error.hint) from None
    header = Header(path, text)
    raw = header.mapping(header.yaml(), HEADER_KEYS, "the header")
    # Declared in front of the text rather than in it: the lines stay where their author sees them.
    text = prologue(text, prefixes) + text
    found = tokens(text)
    declared = prefixes_of(found)
    head, start, group = _parts(found, declared, header)
    premises = raw.get("premises")
    if not isinstance(premises, list) or not all(isinstance(p, str) for p in premises):
        raise header.wrong('premises: expected a list of patterns, such as ["?x a ?class"]')
    patterns = tuple(_pattern(tokens(p), declared, header, f"premise {p!r}") for p in premises)
    if not any(isinstance(part, Variable) for pattern in patterns for part in pattern):
        raise header.wrong("premises: name at least one pattern with a variable")
    used = {token.text[1:] for token in found if token.kind == "variable" and token.start > group}
    for name in (part.name for p in (head, *patterns) for part in p if isinstance(part, Variable)):
        if name not in used:
            raise header.wrong(f"?{name} of the head or a premise is not in the WHERE group")
    return Rule(
        slug=path.stem,
        path=path,
        label=header.texts(raw, "label"),
        explanation=header.texts(raw, "explanation"),
        premises=patterns,
        standard=str(raw["standard"]) if raw.get("standard") else None,
        own=own,
        text=text,
        head=head,
        start=start,
        group=group,
    )


def _parts(
    found: Sequence[Token], declared: dict[str, str], header: Header
) -> tuple[Pattern, int, int]:
    """The head, the offset of the word CONSTRUCT, and that behind the brace of the WHERE group."""
    words = [i for i, token in enumerate(found) if token.is_word("CONSTRUCT")]
    if len(words) != 1 or len(found) < words[0] + 2 or found[words[0] + 1].text != "{":
        raise header.wrong("a rule is one CONSTRUCT { … } WHERE { … }")
    first = words[0] + 2
    last = next((i for i in range(first, len(found)) if found[i].text == "}"), len(found))
    head = _pattern(found[first:last], declared, header, "the head")
    rest = found[last + 1 : last + 3]
    if len(rest) == 2 and rest[0].is_word("WHERE") and rest[1].text == "{":
        return head, found[words[0]].start, rest[1].end
    raise header.wrong("after CONSTRUCT { … } there must stand WHERE { … }")


def _pattern(
    found: Sequence[Token], declared: dict[str, str], header: Header, what: str
) -> Pattern:
    parts: list[Part] = []
    for token in found:
        iri = resolve(token, declared) if token.kind in ("iri", "name") else None
        if token.kind == "variable":
            parts.append(Variable(token.text[1:]))
        elif token.kind == "word" and token.text == "a" and len(parts) == 1:
            parts.append(TYPE)
        elif iri is not None:
            parts.append(NamedNode(iri))
        elif not (token.text == "." and len(parts) == 3 and token is found[-1]):
            raise header.wrong(f"{what}: {token.text!r} is no variable and no known IRI")
    if len(parts) != 3:
        raise header.wrong(f"{what}: expected one triple of variables and IRIs")
    return parts[0], parts[1], parts[2]

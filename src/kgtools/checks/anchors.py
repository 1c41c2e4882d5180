"""Passages against the source text that they point into."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kgtools.checks.finding import Finding, Report
from kgtools.config import SourceText
from kgtools.errors import ParameterError, SourceTextError, did_you_mean, one_line
from kgtools.project import Project
from kgtools.rdf.terms import Term, lexical, shorten
from kgtools.rdf.turtle import Location
from kgtools.text import Sentence, segment


@dataclass(frozen=True)
class Passage:
    """A span of the source in code points, [start, end); None is what is not stated."""

    node: NamedNode
    start: int | None
    end: int | None
    digest: str | None
    section: Term | None
    paragraph: int | None
    sentence: int | None


def choose_source(project: Project, text: Path, name: str | None = None) -> SourceText:
    """The configured source of that name, else the only one, else the one with this digest."""
    known = [source.name for source in project.sources]
    if not known:
        raise SourceTextError("no source text is configured", hint="add [sources] to kgtools.toml")
    if name is not None and name not in known:
        raise ParameterError(f"there is no source {name!r}", hint=did_you_mean(name, known))
    digest = sha256(_read(text)).hexdigest() if len(known) > 1 and name is None else None
    for source in project.sources:
        if source.name == name or len(known) == 1 or source.sha256 == digest:
            return source
    hint = f"say --of {' or --of '.join(known)}"
    raise ParameterError("which source this text is cannot be told", text, hint)


def check_anchors(project: Project, source: SourceText, path: Path) -> Report:
    """Digest of the text, then span, digest, numbers and uniqueness of each passage.

    The notes say how many sentences are covered: those whose words lie within one passage, or
    that a passage lies within. Raises SourceTextError when the text cannot be read.
    """
    roles = project.roles
    if roles.passage is None and roles.passage_class is None:
        return Report((), ("passages: not checked, no role passage or passage-class is mapped",))
    data = _read(path)
    text, findings = _text(data, source, path)
    passages = read_passages(project, source)
    sentences = segment(text, source.abbreviations)
    numbered = {(s.paragraph, s.sentence): s for s in sentences}
    spans: dict[tuple[int, int], Passage] = {}
    for passage in passages:
        finding = _check(passage, text, numbered, project) or _same(passage, spans, project)
        if finding:
            findings.append(finding)
    return Report(tuple(findings), tuple(_coverage(passages, sentences, project)))


def read_passages(project: Project, source: SourceText) -> list[Passage]:
    """The project's passages of one source, in order of their start."""
    roles, index = project.roles, project.index
    nodes = list(index.instances([roles.passage_class])) if roles.passage_class else []
    if roles.passage:
        nodes += [o for s in index.all_subjects() for o in index.objects(s, roles.passage)]
    passages = []
    for node in dict.fromkeys(nodes):
        if not isinstance(node, NamedNode):
            continue
        if roles.source and index.object(node, roles.source) not in (None, source.iri):
            continue
        selector = index.object(node, roles.selector) or node
        digest = index.object(node, roles.digest)
        passages.append(
            Passage(
                node=node,
                start=_number(index.object(selector, roles.start)),
                end=_number(index.object(selector, roles.end)),
                digest=lexical(digest) if digest else None,
                section=index.object(node, roles.section),
                paragraph=_number(index.object(node, roles.paragraph)),
                sentence=_number(index.object(node, roles.sentence)),
            )
        )
    return sorted(passages, key=lambda p: (p.start is None, p.start, p.end or 0))


def _number(term: Term | None) -> int | None:
    try:
        return int(term.value) if isinstance(term, Literal) else None
    except ValueError:
        return None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceTextError(f"the source text cannot be read: {reason}", path) from None


def _text(data: bytes, source: SourceText, path: Path) -> tuple[str, list[Finding]]:
    """The text that passages are checked on, and what is wrong with the file as a whole.

    Where only its encoding differs, passages are still checked, on the text put right.
    """
    digest = sha256(data).hexdigest()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"the source text is not UTF-8 at byte {error.start}"
        raise SourceTextError(message, path, "save it as UTF-8 text") from None
    if digest == source.sha256:
        return text, []
    right, differences = text, []
    if right.startswith("\ufeff"):
        right = right[1:]
        differences.append("it begins with a byte order mark: remove it")
    if "\r" in right:
        right = right.replace("\r\n", "\n").replace("\r", "\n")
        differences.append("its lines end in CR: convert them to LF")
    if not unicodedata.is_normalized("NFC", right):
        right = unicodedata.normalize("NFC", right)
        differences.append("its characters are decomposed: normalise them to NFC")
    if sha256(right.encode()).hexdigest() != source.sha256:
        differences.append(f"its SHA-256 is {digest}, expected {source.sha256}")
    finding = Finding(
        rule="anchors text",
        severity="violation",
        message=f"this is not the text that the passages were measured on ({source.name})",
        location=path,
        fix="; ".join(differences),
    )
    return right, [finding]


def _check(
    passage: Passage,
    text: str,
    numbered: dict[tuple[int, int], Sentence],
    project: Project,
) -> Finding | None:
    """The first thing wrong with a passage, if any."""
    roles, start, end = project.roles, passage.start, passage.end
    if start is None or end is None:
        return _finding(passage, "span", "no start and end in whole numbers", project)
    if not 0 <= start < end <= len(text):
        message = f"{start} to {end} is not a span of this text of {len(text)} code points"
        return _finding(passage, "span", message, project, roles.start)
    actual = sha256(text[start:end].encode()).hexdigest()
    if roles.digest and passage.digest != actual:
        stated = passage.digest or "none"
        line = text.count("\n", 0, start) + 1
        message = f"code points {start} to {end} (line {line} of the text) have another digest: "
        return _finding(
            passage, "digest", f"{message}{actual}, stated {stated}", project, roles.digest
        )
    if passage.paragraph is not None and passage.sentence is not None:
        sentence = numbered.get((passage.paragraph, passage.sentence))
        if sentence is None or not sentence.start <= start < sentence.end:
            there = next(
                (f"{s.paragraph}, {s.sentence}" for s in numbered.values() if start < s.end), "none"
            )
            stated = f"{passage.paragraph}, {passage.sentence}"
            message = f"says paragraph and sentence {stated}, but starts in {there}"
            return _finding(passage, "numbers", message, project, roles.sentence)
    return None


def _same(
    passage: Passage, spans: dict[tuple[int, int], Passage], project: Project
) -> Finding | None:
    assert passage.start is not None and passage.end is not None
    first = spans.setdefault((passage.start, passage.end), passage)
    if first is passage:
        return None
    other = shorten(first.node.value, project.prefixes)
    return _finding(passage, "same", f"the same span as {other}; use one passage", project)


def _finding(
    passage: Passage,
    rule: str,
    message: str,
    project: Project,
    predicate: NamedNode | None = None,
) -> Finding:
    place: Location | None = predicate and project.locate(passage.node, predicate)
    return Finding(
        rule=f"anchors {rule}",
        severity="violation",
        message=one_line(message),
        focus=shorten(passage.node.value, project.prefixes),
        location=place or project.locate(passage.node),
    )


def _coverage(passages: list[Passage], sentences: list[Sentence], project: Project) -> list[str]:
    covered = [s for s in sentences if any(_covers(p, s) for p in passages)]
    counted = f"{len(covered)} of {len(sentences)} sentences covered"
    notes = [f"passages: {len(passages)} checked, {counted}"]
    for section, members in _sections(passages, sentences).items():
        name = project.name(section) if section else "before the first passage"
        inside = sum(sentence in covered for sentence in members)
        notes.append(f"  {name}: {inside} of {len(members)}")
    return notes


def _covers(passage: Passage, sentence: Sentence) -> bool:
    if passage.start is None or passage.end is None:
        return False
    if passage.start <= sentence.core and sentence.end <= passage.end:
        return True
    return sentence.start <= passage.start and passage.end <= sentence.end


def _sections(
    passages: list[Passage], sentences: list[Sentence]
) -> dict[Term | None, list[Sentence]]:
    """The sentences by section: each section reaches from its first passage to the next's."""
    if not any(passage.section for passage in passages):
        return {}
    begins: dict[Term, int] = {}
    for passage in passages:
        if passage.section is not None and passage.start is not None:
            begins.setdefault(passage.section, passage.start)
    sections: dict[Term | None, list[Sentence]] = {}
    for sentence in sentences:
        before = [section for section, start in begins.items() if start < sentence.end]
        sections.setdefault(before[-1] if before else None, []).append(sentence)
    return sections

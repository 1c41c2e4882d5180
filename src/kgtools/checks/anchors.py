"""Passages against the source text that they point into."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from pyoxigraph import NamedNode

from kgtools.checks.coverage import measure, place
from kgtools.checks.finding import Finding, Report
from kgtools.checks.page_text import text_of_page
from kgtools.checks.passages import Passage, digest_of, find_passages, read_passages
from kgtools.config import SourceText
from kgtools.errors import ParameterError, SourceTextError, did_you_mean, one_line
from kgtools.page import is_page
from kgtools.project import Project
from kgtools.rdf.location import Location
from kgtools.rdf.terms import shorten
from kgtools.text import Sentence, segment
from kgtools.words import say


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


def check_anchors(
    project: Project, source: SourceText, path: Path, lang: str | None = None
) -> Report:
    """Digest of the text, then span, digest, numbers and uniqueness of each passage; coverage.

    The file is the text itself or a saved HTML page that has it. A sentence is covered if it is
    the passage of a claim; one that is not, and does not merely order the text, is a warning.
    Raises SourceTextError when the file cannot be read.
    """
    roles = project.roles
    if roles.passage is None and roles.passage_class is None:
        note = "passages: not checked, no role passage or passage-class is mapped"
        return Report((), (say(note, lang or project.languages[0]),))
    spoken = lang or project.languages[0]
    data = _read(path)
    stated = read_passages(project, source)
    page = is_page(path, data)
    if page:
        text, findings = text_of_page(data, project, source, stated, path)
    else:
        text, findings = _text(data, source, path), []
    sentences = segment(text, source.abbreviations)
    if digest_of(text) == source.sha256:
        passages = stated
        if not page and data != text.encode():
            findings.append(_not_the_text(data, text, source, path, spoken))
        numbered = {(s.paragraph, s.sentence): s for s in sentences}
    else:
        found = find_passages(text, sentences, stated)
        passages = list(_moved(stated, found))
        where = _first_difference(text, sentences, passages, stated, found, spoken)
        findings.append(_not_the_text(None if page else data, text, source, path, spoken, where))
        numbered = {}
        if not found:
            note = say("passages: none of {n} found in the text", spoken, n=len(stated))
            return Report(tuple(findings), (note,))
    spans: dict[tuple[int, int], Passage] = {}
    for passage in passages:
        finding = _check(passage, text, numbered, project, spoken)
        finding = finding or _same(passage, spans, project, spoken)
        if finding:
            findings.append(finding)
    coverage = measure(passages, sentences, project, lang)
    findings += [_uncovered(s, text, None if page else path, spoken) for s in coverage.uncovered]
    counted = {"n": len(passages), "coverage": coverage.summary()}
    return Report(
        tuple(findings),
        (say("passages: {n} checked, {coverage}", spoken, **counted),),
        tuple(coverage.lines()),
        {source.name: {"passages": len(passages), **coverage.as_dict()}},
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceTextError(f"the source text cannot be read: {reason}", path) from None


def _text(data: bytes, source: SourceText, path: Path) -> str:
    """The text that passages are checked on: the file's, its encoding put right if need be."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"the source text is not UTF-8 at byte {error.start}"
        raise SourceTextError(message, path, "save it as UTF-8 text") from None
    if digest_of(text) == source.sha256:
        return text
    right = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", right)


def _not_the_text(
    data: bytes | None, text: str, source: SourceText, path: Path, lang: str, where: str = ""
) -> Finding:
    """What is wrong with the file as a whole, and where the first of it is.

    `data` are the bytes of a text file, None for a page.
    """
    tell = partial(say, lang=lang)
    message = tell(
        "this is not the text that the passages were measured on ({source})", source=source.name
    )
    advice = []
    digest = digest_of(text) if data is None else sha256(data).hexdigest()
    if data is not None:
        raw = data.decode("utf-8")
        if raw.startswith("\ufeff"):
            advice.append(tell("it begins with a byte order mark: remove it"))
        if "\r" in raw:
            advice.append(tell("its lines end in CR: convert them to LF"))
        if not unicodedata.is_normalized("NFC", raw):
            advice.append(tell("its characters are decomposed: normalise them to NFC"))
    if digest_of(text) != source.sha256:
        stated = source.sha256
        message += ", " + tell(
            "its SHA-256 is {actual}, expected {stated}", actual=digest, stated=stated
        )
        advice.append(
            tell(
                "take the text as it was measured; if it is a new edition, measure the passages "
                "again and set sources.{source}.sha256 in kgtools.toml",
                source=source.name,
            )
        )
    if where:
        message += "; " + tell("the first difference is {where}", where=where)
    return Finding(
        rule="anchors text",
        severity="violation",
        message=message,
        location=path,
        fix="; ".join(advice),
    )


def _moved(passages: Sequence[Passage], found: Mapping[NamedNode, int]) -> Iterator[Passage]:
    """The passages where they were found; what was not, where it should be by its neighbour."""
    moved = 0
    for passage in passages:
        if passage.start is None or passage.end is None:
            yield passage
            continue
        if passage.node in found:
            moved = found[passage.node] - passage.start
        yield replace(passage, start=passage.start + moved, end=passage.end + moved)


def _first_difference(
    text: str,
    sentences: Sequence[Sentence],
    passages: Sequence[Passage],
    stated: Sequence[Passage],
    found: Mapping[NamedNode, int],
    lang: str,
) -> str:
    """In which sentence the first passage that is missing should be, or what precedes the first
    that stands elsewhere."""
    reached = 0
    for passage, before in zip(passages, stated, strict=True):
        if passage.start is None or passage.end is None:
            continue
        if passage.node not in found:
            here = [s for s in sentences if passage.start < s.end]
            if not here:
                return say("that it ends too early", lang)
            return say("in sentence {where}", lang, where=place(here[0], lang))
        if passage.start != before.start:
            span = {"start": reached, "end": passage.start}
            return say("between code points {start} and {end}", lang, **span)
        reached = passage.end
    if not found:
        return say("at its beginning", lang)
    last = {"reached": reached, "n": len(text)}
    return say("outside the passages, or after code point {reached} of {n}", lang, **last)


def _uncovered(sentence: Sentence, text: str, path: Path | None, lang: str) -> Finding:
    line = text.count("\n", 0, sentence.core) + 1
    column = sentence.core - (text.rfind("\n", 0, sentence.core) + 1) + 1
    return Finding(
        rule="anchors uncovered",
        severity="warning",
        message=say("sentence {where}: no claim stands on it", lang, where=place(sentence, lang)),
        location=Location(path, line, column) if path else None,
        fix=say("give a claim this passage, or make it a passage that only orders the text", lang),
    )


def _check(
    passage: Passage,
    text: str,
    numbered: dict[tuple[int, int], Sentence],
    project: Project,
    lang: str,
) -> Finding | None:
    """The first thing wrong with a passage, if any."""
    roles, start, end = project.roles, passage.start, passage.end
    if start is None or end is None:
        message = say("no start and end in whole numbers", lang)
        return _finding(passage, "span", message, project)
    span = {"start": start, "end": end}
    moved = say("correct where the passage starts and ends, or its digest", lang)
    if not 0 <= start < end <= len(text):
        text_of = "{start} to {end} is not a span of this text of {n} code points"
        message = say(text_of, lang, n=len(text), **span)
        return _finding(passage, "span", message, project, roles.start, moved)
    actual = digest_of(text[start:end])
    if roles.digest and passage.digest != actual:
        message = say(
            "code points {start} to {end} (line {line} of the text) have another digest: "
            "{actual}, stated {stated}",
            lang,
            line=text.count("\n", 0, start) + 1,
            actual=actual,
            stated=passage.digest or say("nothing", lang),
            **span,
        )
        return _finding(passage, "digest", message, project, roles.digest, moved)
    if numbered and passage.paragraph is not None and passage.sentence is not None:
        sentence = numbered.get((passage.paragraph, passage.sentence))
        if sentence is None or not sentence.start <= start < sentence.end:
            there = next(
                (f"{s.paragraph}, {s.sentence}" for s in numbered.values() if start < s.end),
                say("nothing", lang),
            )
            numbers = {"stated": f"{passage.paragraph}, {passage.sentence}", "actual": there}
            text_of = "says paragraph and sentence {stated}, but starts in {actual}"
            fix = say("correct its numbers, or where it starts", lang)
            message = say(text_of, lang, **numbers)
            return _finding(passage, "numbers", message, project, roles.sentence, fix)
    return None


def _same(
    passage: Passage, spans: dict[tuple[int, int], Passage], project: Project, lang: str
) -> Finding | None:
    assert passage.start is not None and passage.end is not None
    first = spans.setdefault((passage.start, passage.end), passage)
    if first is passage:
        return None
    other = shorten(first.node.value, project.prefixes)
    message = say("the same span as {other}", lang, other=other)
    return _finding(passage, "same", message, project, fix=say("use one passage", lang))


def _finding(
    passage: Passage,
    rule: str,
    message: str,
    project: Project,
    predicate: NamedNode | None = None,
    fix: str | None = None,
) -> Finding:
    place: Location | None = predicate and project.locate(passage.node, predicate)
    return Finding(
        rule=f"anchors {rule}",
        severity="violation",
        message=one_line(message),
        focus=shorten(passage.node.value, project.prefixes),
        location=place or project.locate(passage.node),
        fix=fix,
    )

"""Whether every link within a published folder leads to a file, and its fragment to an anchor."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from kgtools.checks.finding import Finding
from kgtools.publish.workers import Told, in_parallel

RULE = "publish-links"
PER_TASK = 200
_LINKS = re.compile(r'\s(?:href|src|action|data-index)="([^"]*)"')
_ANCHORS = re.compile(r'\s(?:id|name)="([^"]*)"')
_LOCATIONS = re.compile(r"<loc>([^<]*)</loc>")


@dataclass(frozen=True)
class Place:
    """Where the site stands: `folder` on disk, `public` the URL of its root, `prefix` its path.

    `elsewhere` are the pages of things whose path is not that of their page: versioned IRIs.
    `files` are paths of which it is known that a file is there.
    """

    folder: Path
    public: str
    prefix: str
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    files: Container[str] = frozenset()

    def has(self, path: str) -> bool:
        """Whether a file is there; of those that are known nobody has to look."""
        return path in self.files or (self.folder / path).is_file()


class Target(NamedTuple):
    """`path` "" is the page itself; `named`: by an absolute IRI, as data name things."""

    path: str
    fragment: str
    named: bool = False


@dataclass(frozen=True)
class Scan:
    """Targets to look at, each with the first page that leads to it; what is broken in a page."""

    targets: dict[Target, str] = field(default_factory=dict)
    broken: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: Scan) -> None:
        for target, page in other.targets.items():
            self.targets[target] = min(page, self.targets.get(target, page))
        self.broken.extend(other.broken)


def check_links(
    place: Place, pages: Sequence[str], processes: int, told: Told, scan: Scan | None = None
) -> list[Finding]:
    """A finding for each thing that pages (HTML, sitemaps, search indices) lead to in vain.

    `scan` is what was seen of others while they were written. What only the data name by its IRI,
    and nobody defines, is a warning.
    """
    chunks = [pages[at : at + PER_TASK] for at in range(0, len(pages), PER_TASK)]
    whole = Scan()
    for each in (*(() if scan is None else (scan,)), *_scans(place, chunks, processes, told)):
        whole.add(each)
    findings = [_finding(page, target) for page, target in whole.broken]
    anchors: dict[str, frozenset[str]] = {}
    for target, page in whole.targets.items():
        if not place.has(target.path):
            findings.append(_finding(page, target.path, target.named))
        elif target.fragment and target.path.endswith(".html"):
            if target.path not in anchors:
                anchors[target.path] = _anchors((place.folder / target.path).read_text("utf-8"))
            if target.fragment not in anchors[target.path]:
                findings.append(_finding(page, f"{target.path}#{target.fragment}", target.named))
    return sorted(findings, key=lambda finding: (finding.focus or "", finding.message))


def _scans(
    place: Place, chunks: Sequence[Sequence[str]], processes: int, told: Told
) -> Sequence[Scan]:
    scanner = Scanner(place)

    def work(pages: Sequence[str]) -> Scan:
        found = Scan()
        for page in pages:
            scanner.scan(page, (place.folder / page).read_text("utf-8"), found)
        return found

    return in_parallel(work, chunks, processes, told)


def check_again(
    place: Place, files: Iterable[str], before: Past, processes: int, told: Told, scan: Scan
) -> list[Finding]:
    """As `check_links`, where the folder was checked before: only what changed is looked through.

    A link on a page that did not change leads somewhere as long as no file is gone and no anchor
    of a page that changed; all pages are looked through where one is, and where a page changed
    that was the first to lead to something in vain and leads there no more: the next is unknown.
    """

    def with_links(paths: Iterable[str]) -> list[str]:
        """Those that were not looked through."""
        return sorted(path for path in paths if has_links(path) and path not in before.seen)

    if before.lost(place):
        return check_links(place, with_links(files), processes, told, scan)
    focused = {finding.focus for finding in before.findings if finding.focus}
    wanted = with_links(before.changed | {page for page in focused if page in place.files})
    found = check_links(place, wanted, processes, told, scan)
    known = {(finding.focus, finding.message) for finding in found}
    told_before = {(f.focus, f.message) for f in before.findings if f.focus in before.changed}
    if told_before <= known:
        return found
    return check_links(place, with_links(files), processes, told, scan)


@dataclass(frozen=True)
class Past:
    """What was found in a folder, of whose files these changed, came, or are gone.

    `seen` are those that were looked through when they were written now.
    """

    folder: Path
    findings: Sequence[Finding]
    changed: Set[str]
    gone: Set[str]
    seen: Container[str]

    def lost(self, place: Place) -> bool:
        """Whether something is gone to which a page that did not change may lead."""
        if self.gone:
            return True
        for page in self.changed:
            if page.endswith(".html"):
                try:
                    old = (self.folder / page).read_text("utf-8")
                except FileNotFoundError:
                    continue  # a new page
                if not _anchors(old) <= _anchors((place.folder / page).read_text("utf-8")):
                    return True
        return False


def has_links(path: str) -> bool:
    """Whether the file at the path is one that is looked through."""
    if path.endswith(".html"):
        return True
    return path.rpartition("/")[2].startswith(("search-index", "sitemap"))


def _finding(page: str, target: str, named: bool = False) -> Finding:
    if named:
        message = f"names {target}, where nothing is described"
        return Finding(RULE, "warning", message, focus=page)
    return Finding(RULE, "violation", f"leads to {target}, which is not there", focus=page)


def _anchors(text: str) -> frozenset[str]:
    return frozenset(unescape(name) for name in _ANCHORS.findall(text))


@dataclass(frozen=True)
class Scanner:
    """`known` are the targets of references in one folder, which many of its pages share; None for
    those that nobody has to look at.

    `told` are those that it gave before, with the page: it gives each again only with one that
    comes before that. What is known to be there it does not give.
    """

    place: Place
    known: dict[tuple[str, str], Target | None] = field(default_factory=dict)
    told: dict[Target, str] = field(default_factory=dict)

    def scan(self, page: str, text: str, found: Scan) -> None:
        folder, known = dirname(page), self.known
        anchors: frozenset[str] | None = None
        for reference in dict.fromkeys(_references(page, text)):
            key = (folder, reference)
            if key not in known:
                if known and next(iter(known))[0] != folder:
                    known.clear()
                known[key] = self._doubtful(page, reference)
            target = known[key]
            if target is None:
                continue
            if target.path or not target.fragment:
                own = target if target.path else target._replace(path=page)
                if page < self.told.get(own, "\U0010ffff"):
                    self.told[own] = found.targets[own] = page
                continue
            anchors = _anchors(text) if anchors is None else anchors
            if target.fragment not in anchors:
                found.broken.append((page, f"#{target.fragment}"))

    def _doubtful(self, page: str, reference: str) -> Target | None:
        """The target, unless a file is known to be there."""
        target = self._target(page, reference)
        known = target and not target.fragment and target.path in self.place.files
        return None if known else target

    def _target(self, page: str, reference: str) -> Target | None:
        """None for what is outside the folder."""
        url = urlsplit(reference)
        fragment = unquote(url.fragment)
        if url.scheme or url.netloc:
            if not reference.startswith(self.place.public):
                return None
            path = urlsplit(reference[len(self.place.public) :]).path
            return Target(self._thing(unquote(path)), fragment, True)
        if url.path.startswith("/"):
            if not url.path.startswith(self.place.prefix + "/"):
                return None
            return Target(_file(unquote(url.path[len(self.place.prefix) + 1 :])), fragment)
        if not url.path:
            return Target("", fragment)
        return Target(_file(normpath(join(dirname(page), unquote(url.path)))), fragment)

    def _thing(self, path: str) -> str:
        """The file of a path that may name a thing: a host leads on to its page."""
        if path in self.place.elsewhere:
            return self.place.elsewhere[path]
        page = f"{path}.html"
        named = path and not self.place.has(path)
        return page if named and self.place.has(page) else _file(path)


def _file(path: str) -> str:
    return path + "index.html" if path == "" or path.endswith("/") else path


def _references(page: str, text: str) -> Iterable[str]:
    if page.endswith(".json"):
        return _of_index(text)
    if page.endswith(".xml"):
        return map(unescape, _LOCATIONS.findall(text))
    return map(unescape, _LINKS.findall(text))


def _of_index(text: str) -> Iterator[str]:
    """A search index has rows with the path of a page, from the site's root, in second place."""
    for row in json.loads(text):
        if isinstance(row[1], str):
            yield row[1]

"""The whole site as plain files that any static host serves (kgtools.web gives their content)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Set
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from kgtools.checks.finding import Finding
from kgtools.errors import KgtoolsError
from kgtools.export.pieces import Pieces
from kgtools.files import joined
from kgtools.made import MANIFEST
from kgtools.memory import FOLDER as MEMORY
from kgtools.metadata.publication import public_url
from kgtools.project import Project
from kgtools.publish import spare
from kgtools.publish.anew import Anew
from kgtools.publish.downloading import Downloading
from kgtools.publish.filelist import Files, within
from kgtools.publish.files import Writer, is_whole
from kgtools.publish.gone import gone_pages
from kgtools.publish.hosts import rules, rules_above
from kgtools.publish.inputs import graphs_of, inputs_of, lists_of, members_of, used_of
from kgtools.publish.links import Past, Place, Scanner, check_again, check_links, has_links
from kgtools.publish.manifest import Manifest
from kgtools.publish.options import Options
from kgtools.publish.plan import Known, Plan, known_state
from kgtools.publish.reads import Note, Reads
from kgtools.publish.rendering import Built, Noting, Renderer, Rendering
from kgtools.publish.stage import Stage, cannot_be_written
from kgtools.publish.state import State, state_file, write_state
from kgtools.publish.versions import LATEST, Before, before, front
from kgtools.publish.workers import Parallel, Told, reading, settled
from kgtools.web import Site
from kgtools.web.downloads import Downloads, Measured
from kgtools.web.releases import Earlier


@dataclass(frozen=True)
class Linking:
    """Files of before on their way to be taken over."""

    files: Files
    work: Parallel[None, Set[str]]

    def gone(self) -> Set[str]:
        """The paths of those that could not be taken."""
        return self.work.result()[0]

    def stop(self) -> None:
        self.work.stop()


@dataclass(frozen=True)
class Either(Container[str]):
    """What is in one of the two."""

    one: Container[str]
    other: Container[str]

    def __contains__(self, path: object) -> bool:
        return path in self.one or path in self.other


@dataclass(frozen=True)
class Together(Iterable[Note]):
    """What the documents that were made read, and the others when they were."""

    made: Reads
    plan: Plan

    def __iter__(self) -> Iterator[Note]:
        untouched = self.plan.untouched
        again = {stem for stem, _ in self.made if stem in untouched} if untouched else set()
        yield from self.made
        for stem, read in self.plan.state.reads if untouched else ():
            if stem in untouched and stem not in again:
                yield stem, read


# What is being done, and the callable that hears how far it is.
Steps = Callable[[str], Told]


@dataclass(frozen=True)
class Published:
    """`folder` is what stands there now; `written` of its `files` are new or differ."""

    folder: Path
    files: int
    size: int
    written: int
    findings: tuple[Finding, ...]


@reading()
def publish(
    project: Project, folder: Path, options: Options | None = None, steps: Steps | None = None
) -> Published:
    """Makes the site and puts it in the folder's place, in one step; then nothing else is there.

    The same project and options give the same bytes. Raises KgtoolsError where the folder holds
    something else, cannot be written, or where the project is not in order; the folder then is as
    it was. Links that lead nowhere are findings.
    """
    wanted = options or Options()
    heard = steps or (lambda _: lambda done, whole: None)
    stage = Stage.open(folder)
    kept = state_file(project.root, stage.target)
    try:
        known = known_state(kept, stage.target)
        earlier = _earlier(project, stage, wanted) if wanted.versioned else None
        inputs = inputs_of(project, wanted, earlier.token() if earlier else "")
        if known.is_of(inputs) and is_whole(stage.target, stage.old, known.since):
            known.state.close()
            return _as_before(stage, known.state)
        linking = _linking(project, stage, wanted, known, inputs)
        try:
            built, plan = _build(project, stage, wanted, heard, known, inputs, earlier, linking)
        finally:
            linking.stop()
        manifest = _write_manifest(stage, built, wanted, project)
        files = built.files
        number = sum(1 for _ in files.differing(stage.old.files))
        worthwhile = not wanted.versioned and number < len(files) / 2
        kept_spare = _keep_spare(project, stage, stage.swap(), manifest, worthwhile)
        behind = tuple(files.differing(stage.old.files)) if kept_spare else ()
    except OSError as error:
        raise cannot_be_written(folder, error) from None
    finally:
        stage.close(wanted.crew)
    reads = Together(built.reads, plan)
    nodes, found = plan.nodes, tuple(built.findings)
    known_nodes = nodes.names, nodes.marks
    state = State(
        manifest, plan.inputs, *known_nodes, reads, found, nodes.files, behind, kept_spare
    )
    write_state(kept, state)
    known.state.close()
    return Published(stage.target, len(files), files.size, number, found)


def _linking(
    project: Project, stage: Stage, options: Options, known: Known, inputs: dict[str, str]
) -> Linking:
    """Takes over the files of before while the graph is read.

    Downloads are not among them: they are written before it is done.
    """
    same = not options.versioned and known.state.inputs.get("basis") == inputs["basis"]
    files = stage.old.files if same else Files()
    place = spare.spare_of(project.root, stage.target, known.state.manifest)
    since = spare.take(place, stage.root, known.state.spare) if files else None

    def work() -> set[str]:
        """Gives the paths of those that could not be taken."""
        behind = frozenset(known.state.behind)
        there: Container[str] = ()
        if since is not None:
            there = spare.bring_up(stage.root, files, behind, since)
        return Writer(stage.root, stage.target).keep_all(files, there, known.since)

    crew = options.crew if files else 1
    return Linking(files, Parallel(lambda _: work(), (None,), crew, lambda done, whole: None))


def _keep_spare(
    project: Project, stage: Stage, old: Path | None, manifest: str, worthwhile: bool
) -> str:
    """For the next build; but not where the two have little in common, and so take much room.

    Gives the digest of its manifest, "" where it is not kept.
    """
    place = spare.spare_of(project.root, stage.target, manifest)
    kept = spare.keep(old, place, stage.target) if old is not None and worthwhile else ""
    spare.tidy(project.root, stage.target, place if kept else None)
    return kept


def _as_before(stage: Stage, state: State) -> Published:
    """Of what nothing changed, and nobody touched."""
    files = stage.old.files
    return Published(stage.target, len(files), files.size, 0, state.findings)


def _build(
    project: Project,
    stage: Stage,
    options: Options,
    heard: Steps,
    known: Known,
    inputs: dict[str, str],
    earlier: Before | None,
    linking: Linking,
) -> tuple[Built, Plan]:
    """One release, alone or in a folder of its own beside those of before."""
    if earlier is None:
        return _release(project, stage, options, heard, known, inputs, "", None, linking)
    folder = f"{project.version}/"
    built, plan = _release(project, stage, options, heard, known, inputs, folder, earlier, linking)
    writer = Writer(stage.root, stage.target)
    own = within(built.files, folder)
    built.files.update(front(project, writer, folder, own))
    releases = [LATEST, project.version, *earlier.releases]
    public = public_url(project, options.public)
    for path, text in rules_above(plan.site, releases, options.prefix, public).items():
        built.files[path] = writer.write(path, text.encode())
    return built, plan


def _earlier(project: Project, stage: Stage, options: Options) -> Before:
    if options.previous is not None:
        return before(options.previous, project.version)
    return Before.of(stage.target, stage.old, project.version)


def _below(project: Project, options: Options, folder: str) -> Options:
    """The same for a folder in that which is published."""
    if not folder:
        return options
    name = folder.rstrip("/")
    public = public_url(project, options.public) + name
    return replace(options, public=public, prefix=f"{options.prefix}/{name}")


def _release(
    project: Project,
    stage: Stage,
    options: Options,
    heard: Steps,
    known: Known,
    inputs: dict[str, str],
    folder: str,
    earlier: Before | None,
    linking: Linking,
) -> tuple[Built, Plan]:
    """One site, in the folder ("" is the root itself); its files by their path from the root."""
    own = _below(project, options, folder)
    site = site_of(project, own)
    writer = Writer(stage.root / folder, stage.target / folder)
    old = within(stage.old.files, folder)
    pieces = Pieces(project, project.root / MEMORY, inputs["program"])
    downloads = Downloads(site.templating, not site.hard_for_xml, site.measured, pieces)
    inputs = {**inputs, **graphs_of(project, inputs)}
    plan = Plan(site, writer, old, inputs, known.state, known.since)
    kept, paths = plan.keep_downloads(downloads)
    built = Built(kept)
    if paths:
        downloads.prepare()
    downloading = Downloading(downloads, writer)
    writing = Rendering(downloading, paths, own.crew, heard("writing downloads"))
    try:
        site.prepare()
        writing.into(built)
    finally:
        writing.stop()
        pieces.close()
    for path, entry in built.files.items():
        site.measured[path] = Measured(entry.size, entry.sha256)
    taken = Files()
    if earlier is not None:
        taken.update(earlier.take_over(Writer(stage.root, stage.target)))
        changes = earlier.changes(project, stage.root / folder)
        folders = tuple((version, f"../{version}/") for version in earlier.releases)
        site = replace(site, earlier=Earlier(folders, changes))
    of_site = {"lists": lists_of(site), "used": used_of(site), **members_of(site)}
    plan = replace(plan, site=site, inputs={**inputs, **of_site})
    _warm(site)
    settled()
    writer.taken.files, writer.taken.gone = linking.files, linking.gone()
    kept, anew = plan.keep(built.files)
    _once(anew, kept)
    built.files.add(kept)
    built.files.update(gone_pages(site, writer, earlier))
    for path, text in rules(site).items():
        built.files[path] = writer.write(path, text.encode())
    writer.drop(built.files)
    place = _place(site, own, writer, Either(built.files, anew))
    _ = plan.nodes.number  # once, not by each process
    renderer = Renderer(site.rendered, writer, Noting(site, plan.nodes), Scanner(place))
    Rendering(renderer, anew, own.crew, heard("rendering")).into(built)
    built.findings.extend(_links(place, plan, built, anew, own, heard("checking links")))
    if folder:
        taken.update((f"{folder}{path}", entry) for path, entry in built.files.items())
    return Built(taken if folder else built.files, built.findings, built.reads), plan


def _place(site: Site, options: Options, writer: Writer, files: Container[str]) -> Place:
    aliases = site.documents.aliases.items()
    elsewhere = {key: f"{document.stem}.html" for key, document in aliases}
    return Place(writer.root, site.public, options.prefix, elsewhere, files)


def _links(
    place: Place, plan: Plan, built: Built, seen: Anew, options: Options, told: Told
) -> list[Finding]:
    """What leads nowhere; pages that were written now were looked through as they were."""
    files, crew = built.files, options.crew
    if not plan.fits:
        pages = sorted(path for path in files if has_links(path) and path not in seen)
        return check_links(place, pages, crew, told, built.scan)
    changed, gone = frozenset(files.differing(plan.old)), frozenset(plan.old.beside(files))
    past = Past(plan.writer.old, plan.state.findings, changed, gone, seen)
    return check_again(place, files, past, crew, told, built.scan)


def site_of(project: Project, options: Options) -> Site:
    """The site as it is published: without a server, so without an endpoint."""
    return Site(
        project,
        base_path=options.prefix,
        public_base=options.public,
        endpoint=None,
        formats=options.formats or project.config.publish.formats,
    )


def _warm(site: Site) -> None:
    """What all pages need is made once, before there are several processes."""
    for document in islice(site.documents.by_key.values(), 1):
        for lang in site.project.languages:
            site.pages.page(document.stem, lang)
        site.describer.quads(document)


def _once(anew: Anew, kept: Files) -> None:
    """KgtoolsError where two things want one place, or one wants another's folder.

    Those that are kept were so before.
    """
    counts = Counter(anew.paths)
    twice = {path for path, number in counts.items() if number > 1 or path in kept}
    twice.update(path for path in counts if anew.of_document(path))
    for place in anew.places if kept else ():
        twice.update(path for path in anew.of_place(place) if path in kept)
    folders = _with_all_above(kept.folders().union(anew.folders()))
    twice.update(folder for folder in folders if folder in kept or folder in anew)
    if twice:
        hint = "rename one of the things whose IRIs lead there"
        raise KgtoolsError(f"two files of the site would stand at {min(twice)}", None, hint)


def _with_all_above(folders: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for folder in folders:
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _write_manifest(stage: Stage, built: Built, options: Options, project: Project) -> str:
    """Gives its digest."""
    about: dict[str, object] = {"version": project.version}
    if options.versioned:
        older = _earlier(project, stage, options).releases
        about["releases"] = [project.version, *older]
    parts = joined(Manifest(built.files, about).lines())
    return Writer(stage.root, stage.target).write_parts(MANIFEST, parts).sha256

"""The declared pages of a project, read from `site/*.toml` and checked.

docs/pages.md has all keys.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pyoxigraph import QuerySolutions, Store

from kgtools.config.table import Table, read_toml
from kgtools.errors import KgtoolsError, ProjectError, did_you_mean
from kgtools.project import Project
from kgtools.queries import Catalogue, bound_text
from kgtools.web.declared import (
    FOLDER,
    KINDS,
    OF_ITEMS,
    TEMPLATES,
    Column,
    DeclaredPage,
    Section,
    Shown,
    Texts,
    Way,
)

PATH = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


def declared_pages(project: Project) -> tuple[DeclaredPage, ...]:
    """The pages that the project declares, in their order; none without a folder `site`.

    Raises KgtoolsError with the place of what is not in order.
    """
    folder = project.root / FOLDER
    found: dict[str, DeclaredPage] = {}
    for file in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        table = read_toml(file)
        page = _page(table, project)
        if page.path in found:
            other = found[page.path].file.name
            raise table.wrong("path", f"{page.path!r} is the path of {other} too")
        found[page.path] = page
    return tuple(sorted(found.values(), key=lambda page: (page.order, page.path)))


def _page(table: Table, project: Project) -> DeclaredPage:
    path = table.string("path", table.path.stem)
    if not PATH.match(path):
        raise table.wrong("path", f"{path!r} is not small letters and digits, joined by hyphens")
    page = DeclaredPage(
        path=path,
        title=_needed(table, "title", project),
        lead=_texts(table, "lead", project),
        name=_texts(table, "name", project),
        order=table.get("order", 100, int, "a whole number"),
        sections=tuple(_section(one, project) for one in _sections(table)),
        file=table.path,
    )
    table.done()
    if not page.sections:
        raise table.wrong("section", "a page has at least one [[section]]")
    if sum(bool(section.facets) for section in page.sections) > 1:
        raise table.wrong("section", "only one section of a page can be narrowed by facets")
    return page


def _sections(table: Table) -> list[Table]:
    """The sections, each with a text in which all lines of the others are blank.

    So a complaint names the line of the section it is about.
    """
    lines = table.text.splitlines()
    starts = [n for n, line in enumerate(lines) if re.match(r"\s*\[\[\s*section\s*\]\]", line)]
    found = []
    for number, raw in enumerate(table.tables("section")):
        text = table.text
        if number < len(starts):
            first = starts[number]
            last = starts[number + 1] if number + 1 < len(starts) else len(lines)
            text = "\n".join([*[""] * first, *lines[first:last]])
        found.append(Table(raw.raw, "section", table.path, text))
    return found


def _section(table: Table, project: Project) -> Section:
    kind = table.string("kind")
    if kind not in KINDS:
        raise table.wrong(
            "kind", f"{kind!r} is no kind of section; {did_you_mean(kind, list(KINDS))}"
        )
    values: dict[str, Any] = {
        "kind": kind,
        "title": _texts(table, "title", project),
        "lead": _texts(table, "lead", project),
    }
    if kind in (*OF_ITEMS, "table", "template") or "query" in table.raw:
        values |= _asked(table, project)
    if kind in OF_ITEMS:
        values["properties"] = tuple(_shown(each, project) for each in _tables(table, "properties"))
    if kind == "timeline":
        values |= {key: table.string(key) for key in ("start", "end")}
    if kind == "picture":
        values["picture"] = _picture(table, project)
    if kind == "text":
        values["files"] = _files(table, project)
    if kind == "links":
        values["links"] = tuple(_way(each, project) for each in _tables(table, "links"))
    if kind == "template":
        values["template"] = _template(table)
    table.done()
    section = Section(**values)
    _check_columns(table, section, project)
    return section


def _asked(table: Table, project: Project) -> dict[str, Any]:
    """The query and what is made of its columns."""
    slug = table.string("query")
    given = table.get("values", {}, dict, "a table of values by parameter")
    values = {n: [v] if isinstance(v, str) else v for n, v in given.items()}
    if not all(isinstance(v, list) and all(isinstance(t, str) for t in v) for v in values.values()):
        raise table.wrong("values", "expected a text, or a list of texts, by parameter")
    try:
        query = Catalogue(project)[slug]
    except KgtoolsError as error:
        raise _told(table, "query", error) from None
    try:
        bound_text(project, query, values, project.languages[0])
    except KgtoolsError as error:
        raise _told(table, "values", error) from None
    return {
        "query": slug,
        "values": values,
        "item": table.string("item", None),
        "group": table.string("group", None),
        "vouched": table.string("vouched", None),
        "columns": tuple(_column(each, project) for each in _tables(table, "columns")),
        "facets": tuple(_column(each, project) for each in _tables(table, "facets")),
    }


def _told(table: Table, key: str, error: KgtoolsError) -> KgtoolsError:
    hint = f"; {error.hint}" if error.hint else ""
    return table.wrong(key, f"{error.message}{hint}")


def _check_columns(table: Table, section: Section, project: Project) -> None:
    """That the query has the columns it is shown by."""
    if section.query is None:
        return
    solutions = Store().query(Catalogue(project)[section.query].text)
    if not isinstance(solutions, QuerySolutions):
        raise table.wrong("query", f"{section.query} is not a SELECT query")
    known = [variable.value for variable in solutions.variables]
    if section.kind in OF_ITEMS and section.item is None:
        raise table.wrong("item", f"missing; which column has the things: {', '.join(known)}")
    for key in ("item", "group", "vouched", "start", "end"):
        name = getattr(section, key)
        if name is not None and name not in known:
            raise table.wrong(key, f"the query has no column {name!r}; {did_you_mean(name, known)}")
    for key, columns in (("columns", section.columns), ("facets", section.facets)):
        for column in columns:
            if column.name not in known:
                hint = did_you_mean(column.name, known)
                raise table.wrong(key, f"the query has no column {column.name!r}; {hint}")


def _shown(table: Table, project: Project) -> Shown:
    name = table.string("of")
    inverse = name.startswith("^")
    outer, _, key = table.name.rpartition(".")
    bare = Table({key: name.removeprefix("^")}, outer, table.path, table.text)
    head = _head(table, project)
    return Shown(bare.iri(key, project.prefixes), inverse, head)


def _column(table: Table, project: Project) -> Column:
    name = table.string("of")
    return Column(name, _head(table, project) or dict.fromkeys(project.languages, name))


def _way(table: Table, project: Project) -> Way:
    to, title = table.string("to"), _head(table, project)
    if title is None:
        raise table.wrong("to", "a link has words in each language")
    return Way(to, title, _needed(table, "text", project))


def _picture(table: Table, project: Project) -> str:
    name: str = table.string("picture")
    known = [picture.name for picture in project.config.pictures]
    if name not in known:
        raise table.wrong("picture", f"there is no picture {name!r}; {did_you_mean(name, known)}")
    return name


def _files(table: Table, project: Project) -> dict[str, Path]:
    """A file of the folder in each language that it names, in one at least."""
    texts = table.get("files", {}, dict, "a table of Markdown files by language")
    found = {}
    for lang, name in texts.items():
        if lang not in project.languages or not isinstance(name, str):
            raise table.wrong("files", f"{lang!r} is no language of the project")
        path = (project.root / name).resolve()
        if not path.is_relative_to(project.root.resolve()) or not path.is_file():
            raise table.wrong("files", f"there is no file {name!r} in the project's folder")
        found[lang] = project.root / name
    if not found:
        raise table.wrong("files", 'missing; expected files = { en = "site/about.en.md" }')
    return found


def _template(table: Table) -> str:
    name: str = table.string("template")
    folder = table.path.parent / TEMPLATES
    if Path(name).name != name or not (folder / name).is_file():
        raise table.wrong("template", f"there is no file {FOLDER}/{TEMPLATES}/{name}")
    return name


def _tables(table: Table, key: str) -> list[Table]:
    """The tables of a list, whose complaints name the line of the list."""
    return [_Inner(one.raw, key, table) for one in table.tables(key)]


class _Inner(Table):
    """A table on one line: what is wrong in it is wrong in the key that it belongs to."""

    def __init__(self, raw: dict[str, Any], key: str, outer: Table) -> None:
        super().__init__(raw, f"{outer.name}.{key}", outer.path, outer.text)
        self.key, self.outer = key, outer

    def wrong(self, key: str, message: str) -> ProjectError:
        return self.outer.wrong(self.key, f"{key}: {message}")


def _head(table: Table, project: Project) -> Texts | None:
    """The words by language of a table that has them beside its other keys."""
    texts = {key: table.string(key) for key in table.raw if key not in ("of", "to", "text")}
    return _complete(table, "of", texts, project) if texts else None


def _needed(table: Table, key: str, project: Project) -> Texts:
    found = _texts(table, key, project)
    if found is None:
        raise table.wrong(key, "missing; expected words in each language")
    return found


def _texts(table: Table, key: str, project: Project) -> Texts | None:
    texts = table.get(key, None, dict, 'words by language, such as { en = "Levers" }')
    if texts is None:
        return None
    if not all(isinstance(text, str) and text for text in texts.values()):
        raise table.wrong(key, "expected a text in each language")
    return _complete(table, key, texts, project)


def _complete(table: Table, key: str, texts: dict[str, str], project: Project) -> Texts:
    for lang in texts:
        if lang not in project.languages:
            raise table.wrong(key, f"{lang!r} is no language of the project")
    for lang in project.languages:
        if lang not in texts:
            raise table.wrong(key, f"has no words in the language {lang!r}")
    return texts

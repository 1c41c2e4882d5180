"""The dataset for search engines: schema.org's Dataset as JSON-LD, in one language."""

from __future__ import annotations

import json
from typing import Any

from kgtools.config.dataset import Period
from kgtools.metadata.agents import creators
from kgtools.metadata.forms import form_of
from kgtools.metadata.names import dataset_iri
from kgtools.metadata.publication import COMPRESSIONS, Publication, public_url
from kgtools.metadata.releases import last_changed
from kgtools.project import Project


def schema_org(
    project: Project, publication: Publication | None = None, lang: str | None = None
) -> dict[str, Any]:
    """https://schema.org/Dataset with its catalogue and the files of the whole dataset."""
    offered = publication or Publication(public_url(project, None))
    told, dataset = project.config.dataset, dataset_iri(project)
    description = project.text(told.description, lang) if told.description else None
    changed = last_changed(project)
    spoken = lang or project.languages[0]
    fields: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": dataset.value,
        "identifier": dataset.value,
        "name": project.text(project.title, lang),
        "description": description,
        "url": offered.public_base,
        "version": project.version,
        "inLanguage": list(project.languages),
        "isAccessibleForFree": True if project.config.licence else None,
        "license": project.config.licence,
        "keywords": list(_nearest(told.keywords, spoken)),
        "creator": [_creator(project, name) for _, name in creators(project)],
        "publisher": _publisher(project),
        "datePublished": told.issued.isoformat() if told.issued else None,
        "dateModified": changed.isoformat() if changed else None,
        "temporalCoverage": _interval(told.temporal) if told.temporal else None,
        "spatialCoverage": [{"@type": "Place", "@id": place.value} for place in told.spatial],
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "@id": dataset.value + "#catalog",
            "name": project.text(project.title, lang),
            "url": offered.public_base,
        },
        "distribution": _files(offered),
    }
    return {key: value for key, value in fields.items() if value not in (None, [], "")}


def for_script(data: dict[str, Any]) -> str:
    """JSON that can stand in a <script> of HTML: no text of it can end the element."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _nearest(keywords: Any, lang: str) -> tuple[str, ...]:
    found: tuple[str, ...] = keywords.get(lang) or next(iter(keywords.values()), ())
    return found


def _creator(project: Project, name: str) -> dict[str, str]:
    """A person, unless it is the publisher."""
    publisher = project.config.dataset.publisher
    same = publisher is not None and publisher.name == name
    return {"@type": "Organization" if same else "Person", "name": name}


def _publisher(project: Project) -> dict[str, Any] | None:
    told = project.config.dataset.publisher
    if told is None:
        return None
    found = {"@type": "Organization", "name": told.name}
    if told.iri:
        found["@id"] = told.iri.value
    if told.homepage:
        found["url"] = told.homepage.value
    return found


def _interval(period: Period) -> str:
    """ISO 8601, an open end as `..`."""
    ends = ("..", "..") if period is None else (period.start, period.end)
    return "/".join(".." if end is None else str(end) for end in ends)


def _files(offered: Publication) -> list[dict[str, Any]]:
    found = []
    for each in offered.distributions:
        if each.graph is not None:
            continue
        formats = [each.media_type]
        if each.compression:
            formats.append(COMPRESSIONS[each.compression])
        one: dict[str, Any] = {
            "@type": "DataDownload",
            "name": form_of(each.media_type).title,
            "contentUrl": offered.url(each.path),
            "encodingFormat": formats[0] if len(formats) == 1 else formats,
        }
        if each.size is not None:
            one["contentSize"] = f"{each.size} B"
        if each.sha256 is not None:
            one["sha256"] = each.sha256
        found.append(one)
    return found

"""Pictures of the graph, as SVG that needs no other tool: declared in kgtools.toml, by name."""

from __future__ import annotations

from kgtools.config import LangMap, PictureConfig
from kgtools.errors import ProjectError, did_you_mean
from kgtools.project import Project

__all__ = ["draw", "picture_title"]

# The few words of a picture that are not the graph's.
WORDS: dict[str, LangMap] = {
    "kind of": {"en": "is a kind of", "es": "es un tipo de", "fr": "est une sorte de"},
    "any": {
        "en": "(any of the classes)",
        "es": "(cualquiera de las clases)",
        "fr": "(toute classe)",
    },
    "counted": {
        "en": "{nodes} nodes and {links} links, from left to right.",
        "es": "{nodes} nodos y {links} enlaces, de izquierda a derecha.",
        "fr": "{nodes} nœuds et {links} liens, de gauche à droite.",
    },
}


def draw(project: Project, name: str, lang: str | None = None) -> str:
    """The picture of that name as an SVG document, the same bytes for the same graph.

    Raises ProjectError when there is no such picture, QueryError for its query.
    """
    from kgtools.pictures.from_query import picture_of_query
    from kgtools.pictures.from_schema import picture_of_schema
    from kgtools.pictures.svg import svg

    known = {picture.name: picture for picture in project.config.pictures}
    if not known:
        raise ProjectError("this project has no pictures", hint="add [pictures] to kgtools.toml")
    if name not in known:
        raise ProjectError(f"there is no picture {name!r}", hint=did_you_mean(name, list(known)))
    config = known[name]
    title = picture_title(project, config, lang)
    words = {key: project.text(texts, lang) for key, texts in WORDS.items()}
    if config.query:
        picture = picture_of_query(project, config, title, lang)
    else:
        picture = picture_of_schema(project, config, title, lang, words["any"])
    if not picture.nodes:
        raise ProjectError(f"picture {name}: there is nothing to draw")
    return svg(picture, words)


def picture_title(project: Project, config: PictureConfig, lang: str | None = None) -> str:
    return project.text(config.title, lang)

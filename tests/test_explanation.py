"""What is said about a node: by whom, how firmly, where; and what the curators add, apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import change
from kgtools.errors import KgtoolsError
from kgtools.explanation import Edge, PassageView, explain, find_node
from kgtools.explanation_render import render
from kgtools.project import Project

ORD = "https://example.org/orchard/id/"


def test_a_node_is_explained_by_the_claims_about_it_in_the_order_of_the_text(
    orchard: Project,
) -> None:
    gate = explain(orchard, "river-gate")
    assert [claim.label for claim in gate.claims] == [
        "The gate may be shut",
        "Pears would come late",
        "The market might stand empty",
    ]
    first = gate.claims[0]
    assert (first.speaker, first.strength, first.negated) == ("Oriel Fenn", ("perhaps",), False)
    assert first.paraphrase == "Closing the gate is in the Herons' power."
    assert first.passages == (
        PassageView(ORD + "snippet-gate", "the quarrel", "3", "1", "78", "119"),
    )
    assert first.edges == (Edge(ORD + "link-kept", "river gate", "is kept by", "Heron Guild"),)
    assert gate.editorial == ()


def test_only_the_edges_of_the_node_are_shown_but_all_of_a_claim(copy: Path) -> None:
    change(
        copy / "data" / "pamphlet.ttl",
        "asserts ord:link-late",
        "asserts ord:link-late , ord:link-kept",
    )
    project = Project.open(copy)
    assert [edge.property for c in explain(project, "late-harvest").claims for edge in c.edges] == [
        "leads to"
    ]
    assert len(explain(project, "remark-harvest").claims[0].edges) == 2


def test_what_the_curators_add_stands_apart_with_its_reason(orchard: Project) -> None:
    stalls = explain(orchard, "ord:empty-stalls", "fr")
    assert [claim.label for claim in stalls.claims] == ["Le marché serait vide"]
    (gloss,) = stalls.editorial
    assert gloss.reason == "Seule la Mousse y vend."
    text = render(stalls, "text")
    assert text.index("Le marché serait vide") < text.index("What the curators add")
    assert text.index("What the curators add") < text.index("Qui a faim")


def test_negation_and_condition_are_shown(orchard: Project) -> None:
    text = render(explain(orchard, "well"), "text")
    assert "how firmly: sure, negated" in text
    assert "orc:provided: if the abbey lends spades" in text


def test_a_claim_is_shown_with_the_passage_to_be_read_with_it(orchard: Project) -> None:
    text = render(explain(orchard, "remark-harvest"), "text")
    assert "where: the quarrel, paragraph 5, sentence 1" in text
    assert "with: the quarrel, paragraph 4, sentence 1, code points 202 to 232" in text
    assert "with:" not in render(explain(orchard, "remark-stalls"), "text")


@pytest.mark.parametrize(
    ("iri", "claims", "editorial"),
    [
        ("link-empty", ["remark-stalls"], []),
        ("link-harm", [], ["gloss-harm"]),
        ("gloss-harm", [], ["gloss-harm"]),
        ("snippet-stalls", ["remark-stalls"], []),
        ("snippet-list", ["remark-harvest"], []),
        ("orc:leadsTo", ["remark-harvest", "remark-stalls"], []),
        ("moss", [], ["gloss-harm"]),
        ("oriel-fenn", [], []),
    ],
)
def test_every_kind_of_node_is_explained(
    orchard: Project, iri: str, claims: list[str], editorial: list[str]
) -> None:
    found = explain(orchard, iri)
    assert [claim.iri for claim in found.claims] == [ORD + name for name in claims]
    assert [assertion.iri for assertion in found.editorial] == [ORD + name for name in editorial]


def test_a_class_is_explained_by_definition_and_instances(orchard: Project) -> None:
    guild = explain(orchard, "https://example.org/orchard/terms#Guild")
    assert guild.definition == "A body of people who share a craft."
    assert sorted(guild.instances) == ["Heron Guild", "Moss Guild"]


def test_a_node_that_is_not_there_is_refused_with_the_nearest(orchard: Project) -> None:
    with pytest.raises(
        KgtoolsError, match="'river-gaet' is not in the graph; did you mean river-g"
    ):
        explain(orchard, "river-gaet")
    with pytest.raises(KgtoolsError, match="unknown prefix 'nope'"):
        explain(orchard, "nope:river-gate")


def test_without_roles_the_graph_itself_is_shown_and_the_lack_is_said(copy: Path) -> None:
    file = copy / "kgtools.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("[roles]")], encoding="utf-8")
    gate = explain(Project.open(copy), "river-gate")
    assert ("is kept by", "Heron Guild") in gate.facts
    assert gate.notes == ("claims are not shown: no role claim, content or states is mapped",)


def test_without_one_role_the_rest_is_shown_and_the_lack_is_said(copy: Path) -> None:
    change(copy / "kgtools.toml", 'speaker = "orc:voice"\n', "")
    gate = explain(Project.open(copy), "river-gate")
    assert gate.claims[0].speaker is None
    assert gate.notes == ("speaker is not shown: the role is not mapped",)


def test_json_and_markdown(orchard: Project) -> None:
    gate = explain(orchard, "river-gate")
    assert json.loads(render(gate, "json"))["claims"][1]["passages"][0]["start"] == "234"
    assert "  - states: river gate – is kept by – Heron Guild" in render(gate, "md").splitlines()


@pytest.mark.parametrize("text", ["Heron Guild", "heron guild", "GUILDE DU  HÉRON", "heron"])
def test_a_node_is_found_by_its_label_in_any_language(orchard: Project, text: str) -> None:
    assert explain(orchard, text).iri == ORD + "heron"


def test_a_label_of_two_nodes_is_not_guessed_at(copy: Path) -> None:
    file = copy / "data" / "glosses.ttl"
    file.write_text(file.read_text() + 'ord:grey rdfs:label "heron guild" .\n')
    with pytest.raises(KgtoolsError, match="'Heron Guild' may mean ord:heron or ord:grey; write"):
        explain(Project.open(copy), "Heron Guild")


def test_a_label_with_a_colon_is_no_prefix(copy: Path) -> None:
    file = copy / "data" / "glosses.ttl"
    file.write_text(file.read_text() + 'ord:grey rdfs:label "Late: too late" .\n')
    assert explain(Project.open(copy), "late: too late").iri == ORD + "grey"


def test_a_term_is_explained_in_words_of_the_language(copy: Path) -> None:
    change(
        copy / "ontology" / "terms.ttl",
        "orc:RivalGuild a owl:Class ;\n",
        "orc:RivalGuild a owl:Class ;\n"
        '    skos:scopeNote "Not for allies."@en , "Sans alliés."@fr ;\n'
        '    skos:example "The Herons."@en , "Les Hérons."@fr ;\n',
    )
    project = Project.open(copy)
    text = render(explain(project, "RivalGuild", "fr"), "text")
    assert "Sans alliés." in text and "Les Hérons." in text
    assert "Not for allies" not in text and "The Herons" not in text
    english = explain(project, "RivalGuild")
    assert (english.types, english.note) == (("class",), "Not for allies.")
    assert english.facts == (("example", "The Herons."), ("kind of", "guild"))


def test_a_union_of_classes_is_put_in_words(orchard: Project) -> None:
    text = render(explain(orchard, "orc:keptBy"), "text")
    assert "is a: property to a node" in text and "owl:" not in text
    from kgtools.explanation import _Explainer  # the facts that a claim's edges would hide

    facts = dict(_Explainer(orchard, None)._facts(find_node(orchard, "leadsTo")))
    assert facts["goes from"] == "gate or effect"

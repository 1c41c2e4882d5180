"""Classes: none, one that does not exist, the wrong one, two at once."""

from __future__ import annotations

from random import Random

from pyoxigraph import Literal, NamedNode, Quad

from damage.good import TYPE, Damage, Good, Kinds, besides, instead, iri, pick, without
from damage.links import misspelt

KINDS = Kinds()
CONTENT = """
    Actor Territory Leverage LeverageInstrument Dependency Interdependence Resource Demand
    ProposedOperation OperationActivity AccessObject MonitoredObject PredictedConsequence
    ConsequenceSet Circumstance Decision DecisionOption Scenario ScenarioCondition Practice Norm
    Relationship Recommendation Measure Objective OutlookFactor PolarityAssessment
""".split()
OTHERS = "Claim Passage Section Source Statement EditorialAssertion ContextSource Statistic".split()


def content_type(good: Good, random: Random) -> Quad | None:
    """The class of a content node that has but one."""
    kinds = set(good.below(iri("bg:ContentNode")))
    quads = [q for q in good.having("rdf:type") if q.object in kinds]
    return pick(random, [q for q in quads if len(good.objects(q.subject, TYPE)) == 1])


def another(good: Good, quad: Quad, random: Random) -> NamedNode | None:
    """A kind of content that the node is not."""
    wrong = [iri(f"bg:{n}") for n in CONTENT if not good.is_a(quad.subject, iri(f"bg:{n}"))]
    return pick(random, wrong)


@KINDS("class dropped")
def no_class(good: Good, random: Random) -> Damage | None:
    quad = pick(random, good.having("rdf:type"))
    if quad is None or len(good.objects(quad.subject, TYPE)) > 1:
        return None
    return without([quad])


@KINDS("class that does not exist")
def unknown_class(good: Good, random: Random) -> Damage | None:
    quads = [q for q in good.having("rdf:type") if "bargain" in str(q.object)]
    quad = pick(random, quads)
    return instead(quad, misspelt(quad.object, random)) if quad else None


@KINDS("class as text")
def class_as_text(good: Good, random: Random) -> Damage | None:
    return instead(pick(random, good.having("rdf:type")), Literal("bg:Actor"))


@KINDS("another kind of content")
def wrong_class(good: Good, random: Random) -> Damage | None:
    quad = content_type(good, random)
    return instead(quad, another(good, quad, random)) if quad else None


@KINDS("two kinds of content at once")
def two_classes(good: Good, random: Random) -> Damage | None:
    quad = content_type(good, random)
    return besides(quad, another(good, quad, random)) if quad else None


@KINDS("evidence of the class of something else")
def evidence_class(good: Good, random: Random) -> Damage | None:
    classes = [iri(f"bg:{name}") for name in OTHERS]
    quad = pick(random, [q for q in good.having("rdf:type") if q.object in classes])
    if quad is None:
        return None
    return instead(quad, random.choice([c for c in classes if c != quad.object]))


@KINDS("unnamed actor no longer said to be unnamed")
def named_after_all(good: Good, random: Random) -> Damage | None:
    quad = pick(random, [q for q in good.having("rdf:type") if q.object == iri("bg:UnnamedActor")])
    return without([quad]) if quad else None

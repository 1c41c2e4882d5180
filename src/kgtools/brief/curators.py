"""The sections of what the curators add: each assertion with its reason, and what it ties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kgtools.brief.desk import Desk, Vouched
from kgtools.brief.model import Finding, Section
from kgtools.brief.notes import CLAIM
from kgtools.rdf.terms import Term, lexical


def curators(desk: Desk, readings: Sequence[Term]) -> Iterator[Section]:
    """Their readings of the source, then the declared sections that stand apart."""
    apart = [(plan, desk.vouched(plan)) for plan in desk.plan.sections if plan.apart]
    later = {voucher for _, vouched in apart for voucher in vouched}
    own = [node for node in dict.fromkeys([*readings, *desk.editorial]) if node not in later]
    if not own and not later:
        return
    intro = desk.say(
        "What follows is not said in the source: the curators assert it on their own account, each "
        "time with the reason."
    )
    yield Section(desk.say("What the curators add"), (), intro)
    about = {view.iri: view for view in desk.explained.editorial} if desk.topic else {}
    for node in own:
        desk.notes.states(node, about.get(lexical(node)))
    found = tuple(_assertion(desk, node) for node in own)
    yield Section(desk.say("How they read the source"), found, None, 3)
    for plan, vouched in apart:
        title = desk.project.text(plan.title, desk.lang)
        yield Section(title, tuple(_tied(desk, vouched)), None, 3)


def _tied(desk: Desk, vouched: Vouched) -> Iterator[Finding]:
    """Each assertion with the sentences that it vouches for below it."""
    for voucher, sentences in vouched.items():
        if desk.notes.kind(voucher) == CLAIM:
            yield from (desk.finding(text, [voucher], cited) for text, cited in sentences.items())
            continue
        desk.notes.mark(voucher)
        below = []
        for text, cited in sentences.items():
            marks = (desk.notes.mark(node) for node in cited if node != voucher)
            below.append(Finding(text, None, tuple(marks)))
        yield _assertion(desk, voucher, below)


def _assertion(desk: Desk, node: Term, below: Iterable[Finding] = ()) -> Finding:
    view = desk.notes.editorial(node)
    marks = (desk.notes.mark(node),)
    if not view.reason:
        return Finding(view.label, None, marks, tuple(below))
    return Finding(f"{desk.say('Reason')}: {view.reason}", None, marks, tuple(below), view.label)

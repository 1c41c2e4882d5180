"""What a load did, for a person and for a program."""

from __future__ import annotations

import json

from kgtools.load.run import GraphReport, LoadReport
from kgtools.words import say

SHOWN = 12  # graphs that are listed; a corpus has thousands


def render(report: LoadReport, form: str = "text", lang: str | None = None) -> str:
    """The report as text or as JSON, ending in a newline."""
    if form == "json":
        return json.dumps(_plain(report), ensure_ascii=False, indent=2) + "\n"
    lines = [say("store: {name}", lang, name=report.target)]
    for text, graphs in report.notes:
        lines.append(say("note: {note}", lang, note=say(text, lang, graphs=graphs)))
    first = sorted(report.graphs, key=lambda one: (one.state != "differs", one.state == "same"))
    for one in first[:SHOWN]:
        lines.append(f"{one.sent:9}  {say(one.state, lang):<12}  {one.graph}")
        lines += _differences(one, lang)
    if len(first) > SHOWN:
        lines.append(say("… and {n} more graphs", lang, n=len(first) - SHOWN))
    lines += _rewritten(report, lang)
    lines.append(_verdict(report, lang))
    return "\n".join(lines) + "\n"


def _differences(one: GraphReport, lang: str | None) -> list[str]:
    found = one.difference
    if found is None or found.same or one.state not in ("differs", "to replace"):
        return []
    lines = []
    for text, count, examples in (
        ("{n} triples are missing", found.missing_count, found.missing),
        ("{n} triples are extra", found.extra_count, found.extra),
    ):
        if count:
            lines.append(f"           {say(text, lang, n=count)}")
            if one.state == "differs":
                lines += [f"             {line.decode()[:160]}" for line in examples[:3]]
    if one.count > found.read:
        text = "the store counts {n} and gives {m}: does it cap the rows of an answer?"
        lines.append(f"           {say(text, lang, n=one.count, m=found.read)}")
    return lines


def _rewritten(report: LoadReport, lang: str | None) -> list[str]:
    found = [one.difference for one in report.graphs if one.difference]
    count = sum(difference.rewritten_count for difference in found)
    if not count:
        return []
    sent, got = next(pair for difference in found for pair in difference.rewritten)
    text = "{n} literals are written otherwise in the store, with the same value: {sent} as {got}"
    return [say(text, lang, n=count, sent=sent, got=got)]


def _verdict(report: LoadReport, lang: str | None) -> str:
    triples, graphs = sum(one.sent for one in report.graphs), len(report.graphs)
    if any(one.state in ("to load", "to replace") for one in report.graphs):
        if any(one.state == "differs" for one in report.graphs):
            return say("not loaded", lang)
        return say("nothing was changed (dry run)", lang)
    if not report.verified:
        return say("the store does not hold this dataset", lang)
    values = {"n": triples, "g": graphs, "digest": report.got[:16]}
    if report.changed:
        text = "{n} triples in {g} graphs arrived ({way}); read back, digest {digest}…"
        return say(text, lang, way=say(report.way, lang), **values)
    text = "the store holds this dataset: {n} triples in {g} graphs, digest {digest}…"
    return say(text, lang, **values)


def _plain(report: LoadReport) -> dict[str, object]:
    return {
        "target": report.target,
        "verified": report.verified,
        "changed": report.changed,
        "way": report.way,
        "notes": [text.format(graphs=graphs) for text, graphs in report.notes],
        "digest": {"sent": report.digest, "store": report.got},
        "graphs": [_plain_graph(one) for one in report.graphs],
    }


def _plain_graph(one: GraphReport) -> dict[str, object]:
    plain: dict[str, object] = {
        "graph": one.graph,
        "sent": one.sent,
        "count": one.count,
        "state": one.state,
    }
    found = one.difference
    if found is not None:
        plain |= {
            "digest": found.digest,
            "missing": found.missing_count,
            "extra": found.extra_count,
            "rewritten": found.rewritten_count,
            "examples": {
                "missing": [line.decode() for line in found.missing[:3]],
                "extra": [line.decode() for line in found.extra[:3]],
                "rewritten": found.rewritten,
            },
        }
    return plain

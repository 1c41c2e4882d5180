"""Which blank nodes a canonical Turtle text nests, and which comment goes with which block."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kgtools.rdf.turtle_parse import RDF, Object, Parser, Subject
from kgtools.rdf.turtle_scan import LINE_END

Triple = tuple[Subject, ox.NamedNode, Object]

MAX_NESTING = 50  # a blank node deeper than this is given a label and a block of its own
FIRST, REST, NIL = (ox.NamedNode(RDF + name) for name in ("first", "rest", "nil"))


@dataclass(frozen=True)
class Comments:
    """Where each comment of a text belongs."""

    head: list[str] = field(default_factory=list)
    blocks: dict[Subject, list[str]] = field(default_factory=lambda: defaultdict(list))
    tail: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Layout:
    """How the blank nodes of a graph are written."""

    nested: set[ox.BlankNode]  # inside the one statement that speaks of them
    cells: set[ox.BlankNode]  # of these, those that are cells of a well-formed list
    parents: dict[ox.BlankNode, Subject]  # who speaks of a blank node (one of them)
    labelled: set[ox.BlankNode]  # by _:b0 …; the rest are subjects only, written []


def layout_of(triples: Iterable[Triple]) -> Layout:
    about: dict[Subject, list[tuple[ox.NamedNode, Object]]] = defaultdict(list)
    uses: Counter[ox.BlankNode] = Counter()
    parents: dict[ox.BlankNode, Subject] = {}
    for subject, predicate, value in triples:
        about[subject].append((predicate, value))
        if isinstance(value, ox.BlankNode):
            uses[value] += 1
            parents[value] = subject
    single = {node for node, count in uses.items() if count == 1}
    cells = _list_cells(about, single, parents)
    nested: set[ox.BlankNode] = set()
    roots: set[Subject] = {subject for subject in about if subject not in single}

    def nest_below(todo: list[tuple[Subject, int]]) -> None:
        while todo:
            subject, depth = todo.pop()
            for predicate, value in about.get(subject, ()):
                if not isinstance(value, ox.BlankNode) or value not in single or value in roots:
                    continue
                along_list = subject in cells and value in cells and predicate == REST
                level = depth if along_list else depth + 1
                if level > MAX_NESTING:
                    roots.add(value)
                    level = 0
                else:
                    nested.add(value)
                todo.append((value, level))

    nest_below([(subject, 0) for subject in roots])
    for node in single - nested - roots:
        if node not in nested and node not in roots:
            circle = _circle(node, parents)
            roots |= circle
            nest_below([(member, 0) for member in circle])
    blank_roots = {node for node in roots | set(uses) if isinstance(node, ox.BlankNode)}
    return Layout(nested, cells & nested, parents, (blank_roots & set(uses)) - nested)


def _list_cells(
    about: Mapping[Subject, list[tuple[ox.NamedNode, Object]]],
    single: set[ox.BlankNode],
    parents: Mapping[ox.BlankNode, Subject],
) -> set[ox.BlankNode]:
    """The blank nodes that are nothing but a cell, used once, of a list that ends in rdf:nil."""
    cells: set[ox.BlankNode] = set()
    todo = [subject for subject, pairs in about.items() if (REST, NIL) in pairs]
    while todo:
        cell = todo.pop()
        if not isinstance(cell, ox.BlankNode) or cell not in single:
            continue
        if {predicate for predicate, _ in about[cell]} == {FIRST, REST} and len(about[cell]) == 2:
            cells.add(cell)
            if (REST, cell) in about[parents[cell]]:
                todo.append(parents[cell])
    return cells


def _circle(node: Subject, parents: Mapping[ox.BlankNode, Subject]) -> set[Subject]:
    """The circle of blank nodes that one comes to by going from parent to parent."""
    seen: dict[Subject, None] = {}
    while node not in seen:
        seen[node] = None
        assert isinstance(node, ox.BlankNode)
        node = parents[node]
    order = list(seen)
    return set(order[order.index(node) :])


def comments_of(parser: Parser, layout: Layout) -> Comments:
    comments = Comments()
    statements = parser.statements
    if statements:
        opening = LINE_END.split(parser.text[: statements[0].start])
        comments.head.extend(_without_blank_ends([line.rstrip() for line in opening]))
    elif parser.comments:
        lines = [line.rstrip() for line in LINE_END.split(parser.text)]
        comments.head.extend(_without_blank_ends(lines))
        return comments
    following = 0
    for start, comment in parser.comments:
        if start < statements[0].start:
            continue
        while following < len(statements) and statements[following].start < start:
            following += 1
        before = statements[following - 1]
        if start < before.end or not LINE_END.search(parser.text, before.end, start):
            owner = before
        elif following < len(statements):
            owner = statements[following]
        else:
            comments.tail.append(comment.rstrip())
            continue
        if owner.subject is None:
            comments.head.append(comment.rstrip())
        else:
            comments.blocks[_block_of(owner.subject, layout)].append(comment.rstrip())
    return comments


def _without_blank_ends(lines: list[str]) -> list[str]:
    filled = [index for index, line in enumerate(lines) if line]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _block_of(subject: Subject, layout: Layout) -> Subject:
    while subject in layout.nested:
        assert isinstance(subject, ox.BlankNode)
        subject = layout.parents[subject]
    return subject

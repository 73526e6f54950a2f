"""A sentence to its graph."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.verification.grammar.appositions import say_what_subjects_are
from assistant.verification.grammar.arcs import Reading
from assistant.verification.grammar.asserting import asserted
from assistant.verification.grammar.graph import Graph, Nodes
from assistant.verification.grammar.joining import find_agents, hang_leftovers, join_verbs, report, resolve_relatives
from assistant.verification.grammar.parser import parse
from assistant.verification.grammar.tokens import plain

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NAMING = frozenset({"identify", "name", "know"})


_REMEMBERED = 512
_known: OrderedDict[str, Graph] = OrderedDict()
_remembering = threading.Lock()


def graphs(sentences: Sequence[str], expansions: tuple[tuple[str, str], ...] = ()) -> list[Graph]:
    """Read the graphs of sentences, all at once those that are not remembered.

    `expansions` are the article's (long, short) forms of names. Raises ModelFilesError.
    """
    texts = [plain(sentence, expansions) for sentence in sentences]
    with _remembering:
        found = {text: _known[text] for text in texts if text in _known}
    new = list(dict.fromkeys(text for text in texts if text not in found))
    if new:
        found.update(zip(new, parse(new, _read), strict=True))
    with _remembering:
        for text in texts:
            _known[text] = found[text]
            _known.move_to_end(text)
        while len(_known) > _REMEMBERED:
            _known.popitem(last=False)
    return [found[text] for text in texts]


def _read(doc: Doc) -> Graph:
    reading = Reading(doc)
    root = next((reading.at(token) for token in doc if token.dep_ == "ROOT"), None)
    if root is None or root not in reading.nodes or len(list(doc.sents)) != 1:
        return Graph(reading.nodes, None, frozenset(), {})
    reading.lay()
    resolve_relatives(reading)
    join_verbs(reading)
    find_agents(reading.nodes)
    root = report(reading.nodes, root)
    hang_leftovers(reading, root)
    nodes = reading.nodes
    so = asserted(nodes, root)
    same = _same(nodes)
    asides = say_what_subjects_are(reading, so)
    same.update({i: frozenset({i}) for i in asides})
    return Graph(nodes, root if nodes[root].kind == "verb" else None, so | asides, same)


def _same(nodes: Nodes) -> dict[int, frozenset[int]]:
    """Of each node those in apposition to it, and those that it is said to be named."""
    found = {i: {i} for i in nodes}
    for i, node in nodes.items():
        for arc in node.arcs:
            named = arc.rel == "acl" and nodes[arc.to].lemma in _NAMING
            for other in nodes[arc.to].arcs if named else (arc,):
                if other.rel == "appos" or (named and other.rel in ("p:as", "pred") and nodes[other.to].kind == "name"):
                    found[i].add(other.to)
                    found[other.to].add(i)
    return {i: frozenset(others) for i, others in found.items()}

"""Whether a phrase that a statement puts elsewhere in its clause may have been another's where the quote has it."""

from __future__ import annotations

from assistant.verification.grammar.graph import Arc, Graph, Node
from assistant.verification.grammar.omitting import scoped
from assistant.verification.grammar.tables import CAUSED, DEPICTING, FALLING, FORECASTS, PLACES, RISING, TOGETHER

_LOCAL = frozenset(["in", "at", "near", "outside", "from", "to", "into", "out of", "through"])
_CAUSE = "p:because of"


class Moving:
    """Compares where phrases stand around a statement's verb and a quote's; arcs are given with their two heads."""

    def __init__(self, statement: Graph, quote: Graph) -> None:
        self._statement = statement
        self._quote = quote

    def jumps(self, arc: Arc, other: Arc, i: int, j: int) -> bool:
        """Whether a time that stands between a verb and its object has moved behind it: that verb may be none."""
        if arc.rel != "date":
            return False
        ours = [each.to for each in self._statement.nodes[i].arcs if each.rel == "obj"]
        theirs = [each.to for each in self._quote.nodes[j].arcs if each.rel == "obj"]
        return any(j < other.to < k for k in theirs) and any(i < k < arc.to for k in ours)

    def moves(self, arc: Arc, other: Arc, i: int, j: int) -> bool:
        """Whether a phrase that closes its clause, and may be another's there, no longer comes after the others.

        "Lee was jailed for a robbery in 1998" does not say when he was jailed, "condemned the killings in Gaza" not
        where, "the site of a battle in 1690" not when it was visited. A time behind a mere object may be put first,
        as may one behind a place from or to which the deed was done, and the cause of what just happened.
        """
        if arc.rel != "date" and not arc.preposition:
            return False
        said, there = self._statement.nodes[i], self._quote.nodes[j]
        if arc.rel == _CAUSE and (arc.to < i) != (other.to < j):
            return not _caused(self._quote, there, other)
        rels = () if arc.rel == "date" or said.passive != there.passive else ("obj", "pred")
        before, most = _between(there, j, other.to, rels), len(_between(said, i, arc.to, rels))
        if arc.rel == "date":
            before += _within(self._quote, there, j, other.to)
            most += len(_within(self._statement, said, i, arc.to))
        if len(before) <= most:
            return False
        dated = arc.rel == "date" and arc.to < i and _goes(there)
        return sum(not (dated and self._timeless(there, each)) and not self._place(each) for each in before) > most

    def _place(self, i: int) -> bool:
        return self._quote.nodes[i].place

    def _timeless(self, verb: Node, i: int) -> bool:
        """Whether what stands before a time has none, so that it is the verb's: a plain place, or how far it rose.

        "Rescued from the flooded town", not "from the fire"; "fell to 3%", unless a forecast did.
        """
        node, nodes = self._quote.nodes[i], self._quote.nodes
        arc = next((arc for arc in verb.arcs if arc.to == i), None)
        if arc is None:
            return False
        if node.quantity and arc.rel in ("p:to", "p:by", "p:from") and verb.lemma in RISING | FALLING:
            return not node.arcs and not any(each.lemma in FORECASTS for each in nodes.values())
        bare = all(inner.rel == "mod" and nodes[inner.to].kind == "adj" for inner in node.arcs)
        return bare and arc.preposition in _LOCAL and node.det == "def" and node.lemma in PLACES


def _goes(verb: Node) -> bool:
    """Whether a verb tells of something that happened once, with nothing behind it but phrases."""
    objects = any(arc.rel in ("obj", "pred", "comp", "iobj") and not _before_passive(verb, arc) for arc in verb.arcs)
    clauses = any(arc.rel.startswith("advcl") for arc in verb.arcs)
    return verb.tense == "past" and verb.lemma not in DEPICTING and not (objects or clauses)


def _before_passive(verb: Node, arc: Arc) -> bool:
    return verb.passive and arc.rel == "obj" and arc.to < verb.at


def _caused(graph: Graph, verb: Node, cause: Arc) -> bool:
    """Whether a cause is surely the verb's: of a deed of CAUSED, unqualified, to a thing with no phrase of its own."""
    if verb.tense != "past" or verb.lemma not in CAUSED or verb.lemma in TOGETHER or scoped(graph, verb, [verb]):
        return False
    args = [arc for arc in verb.arcs if arc.to != cause.to]
    if not all(arc.rel in ("subj", "obj", "date") for arc in args):
        return False
    inner = [each for arc in args for each in graph.nodes[arc.to].arcs]
    inner += [deeper for each in inner for deeper in graph.nodes[each.to].arcs]
    if any(graph.nodes[each.to].lemma in ("few", "only") or _bounded(graph.nodes[each.to]) for each in inner):
        return False  # "only three were cancelled because of it" says nothing of the others
    return all(each.rel in ("num", "mod", "poss") for each in inner)


def _bounded(node: Node) -> bool:
    return node.quantity is not None and bool(node.quantity.qualifier)


def _between(verb: Node, i: int, end: int, rels: tuple[str, ...]) -> list[int]:
    """The phrases and arguments of a verb between it and a later word."""
    return [arc.to for arc in verb.arcs if i < arc.to < end and (arc.preposition or arc.rel in rels)]


def _within(graph: Graph, verb: Node, i: int, end: int) -> list[int]:
    """The phrases and clauses that the objects of a verb have between it and a later word."""
    objects = [arc.to for arc in verb.arcs if i < arc.to < end and arc.rel in ("obj", "pred")]
    inner = [arc for noun in objects for arc in graph.nodes[noun].arcs if arc.to < end]
    return [arc.to for arc in inner if arc.preposition or arc.rel in ("relcl", "acl")]

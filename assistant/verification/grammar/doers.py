"""Whether a passive may leave out who did it: "Berg was arrested" for "police arrested Berg"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verification.grammar.graph import Arc, Graph, Node
from assistant.verification.grammar.omitting import UNIQUE, may_leave_out, scoped
from assistant.verification.grammar.tables import DONE


def may_be_nobodys(graph: Graph, verb: Node, doer: Arc, path: Sequence[Node]) -> bool:
    """Whether a passive may leave out the doer: of DONE, to somebody or something named, or that "the" points to.

    "Tesla sold 500 cars" does not say how many were sold, nor "three members approved it" that it was.
    """
    if doer.agent or verb.passive or verb.tense != "past" or verb.lemma not in DONE:
        return may_leave_out(graph, verb, doer, [each for each in path if each.kind == "verb"], None)
    who = graph.nodes[doer.to]
    if who.kind not in ("noun", "name") or any(graph.nodes[arc.to].lemma == "few" for arc in who.arcs):
        return False
    if scoped(graph, verb, [each for each in path if each.kind == "verb"]):
        return False
    objects = [graph.nodes[arc.to] for arc in verb.arcs if arc.rel == "obj"]
    return len(objects) == 1 and all(_pointed_at(graph, each) for each in objects) and not verb.has("iobj")


def _pointed_at(graph: Graph, node: Node) -> bool:
    held = [graph.nodes[arc.to] for arc in node.arcs]
    if node.quantity or any(each.quantity or each.degree == "most" or each.lemma in UNIQUE for each in held):
        return False
    named = node.kind == "name" or any(arc.rel == "appos" and graph.nodes[arc.to].kind == "name" for arc in node.arcs)
    return named or (node.det == "def" and not node.plural)

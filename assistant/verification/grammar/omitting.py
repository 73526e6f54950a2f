"""What of a quote a statement may leave out without saying something else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.text.names import TITLES
from assistant.text.quantities import Quantity
from assistant.verification.grammar.graph import Arc, Graph, Node
from assistant.verification.grammar.tables import (
    ENDING,
    NARROWED,
    PLAIN_ADJECTIVES,
    PLAIN_ADVERBS,
    SCOPES,
    TOGETHER,
)

_WHERE = frozenset("in at near outside".split())
_WHEN_OR_WHERE = _WHERE | frozenset("on during after following amid from by".split())
_BESIDE = frozenset("although though while".split())
_CLAUSES = _BESIDE | {"after", "because"}
_MEASURED = frozenset(["p:to", "p:at", "p:by", "obj", "pred", "adv"])
_AMOUNTS = frozenset(["num", "p:of"])
_EARLIER = frozenset("earlier now before previous last same year month week quarter period ago".split())
UNIQUE = frozenset("only first last sole".split())
_OF_A_REPORT = frozenset("in to on at during after".split())
_SPANS_OF_TIME = frozenset("second minute hour day week fortnight month year decade century".split())
_RANKS = frozenset("former deputy vice foreign acting assistant".split())


def scoped(graph: Graph, node: Node, clauses: Sequence[Node]) -> bool:
    """Whether the clauses that hold a node deny, end something, or say of how many they hold.

    Beside that, what narrows a noun or verb stays: who refused to sign in Geneva may have signed in Rome.
    """
    if any(verb.negated or (verb.lemma in ENDING and verb is not node) for verb in clauses):
        return True
    nodes = [graph.nodes[arc.to] for verb in clauses for arc in verb.arcs]
    return any(each.det in SCOPES or each.negated for each in nodes)


def may_leave_out(graph: Graph, node: Node, arc: Arc, clauses: Sequence[Node], published: date | None) -> bool:
    """Whether what an arc leads to may be left out of what is said of a node, within clauses of these verbs."""
    target = graph.nodes[arc.to]
    if arc.rel == "conj":
        return not node.cc & {"or", "nor", "but"}
    if arc.rel == "age":
        return node.kind == "name" or node.person or _one_whose_age(graph, node, clauses)
    if (arc.rel == "appos" or arc.preposition) and _with_anothers_clause(target):
        return False
    if arc.rel == "appos":
        counted = _counts(graph, target)
        return "name" in (node.kind, target.kind) or counted or (node.plural == target.plural and bool(target.det))
    if arc.rel in ("relcl", "acl"):
        return arc.comma or node.person
    if arc.rel == "mod" and node.kind == "name":
        if target.text in TITLES and target.text not in _RANKS:
            return True
        return target.kind == "name" and target.person and node.person
    if not clauses or scoped(graph, node, clauses):
        return False
    if arc.rel == "mod":
        definite = not node.plural or node.has("num")
        return definite and (target.text in PLAIN_ADJECTIVES or target.lemma in PLAIN_ADJECTIVES) and not target.arcs
    if arc.rel == "date":
        return not (target.day and target.day.year and published and target.day.year > published.year)
    if arc.comma and _compares(graph, node, arc):
        return True
    if arc.rel == "adv":
        return target.text in PLAIN_ADVERBS and not target.arcs
    if (arc.rel in ("subj", "obj") or arc.preposition) and _one_of_several(graph, node, arc):
        return True
    narrowed = _narrowed(graph, clauses)
    return _phrase(graph, node, arc, narrowed) if node.kind == "verb" else not narrowed and _place(node, arc, target)


def _compares(graph: Graph, verb: Node, arc: Arc) -> bool:
    """Whether an aside behind a verb's figure only tells what it was before: ", up from 3% a year earlier".

    It holds a figure and a time and nothing else: ", up from 3%, in Spain" may say where both were.
    """
    aside = graph.nodes[arc.to]
    measured = [graph.nodes[other.to] for other in verb.arcs if other.rel in _MEASURED and other.to < arc.to]
    ours = measured + [graph.nodes[inner.to] for each in measured for inner in each.arcs if inner.rel in _AMOUNTS]
    if not any(_is_figure(each) for each in ours) or arc.to < verb.at:
        return False
    if arc.rel == "adv" and aside.text in ("up", "down"):
        figures = [graph.nodes[inner.to] for inner in aside.arcs if inner.rel == "p:from"]
    elif arc.preposition in ("compared with", "compared to"):
        figures = [aside]
    else:
        return False
    held = [graph.nodes[i] for i in _below(graph, arc.to)]
    return bool(figures) and all(map(_is_figure, figures)) and all(map(_of_a_comparison, held))


def _one_whose_age(graph: Graph, noun: Node, clauses: Sequence[Node]) -> bool:
    """Whether an age only adds: to one or so many of whom something happened. "18-year-old men must register"."""
    beside = [graph.nodes[arc.to] for arc in noun.arcs if arc.rel in ("mod", "adv")]
    marked = any(each.kind == "adv" or each.degree == "most" or each.lemma in UNIQUE for each in beside)
    if not clauses or marked or scoped(graph, noun, clauses):
        return False
    told = clauses[-1].tense in ("past", "part") and (clauses[-1].lemma == "say" or not clauses[-1].has("comp"))
    if noun.has("num"):
        return told
    return not noun.plural and (noun.det == "def" or noun.has("poss") or (noun.det == "indef" and told))


def _is_figure(node: Node) -> bool:
    return node.quantity is not None and not node.day and node.quantity.unit not in _SPANS_OF_TIME


def _of_a_comparison(node: Node) -> bool:
    known = node.day or node.quantity or node.text in ("up", "down") or node.text in _EARLIER
    return bool(known) and not node.negated and node.det not in SCOPES


def _below(graph: Graph, top: int) -> set[int]:
    """A node and all that hangs on it."""
    found, waiting = set[int](), [top]
    while waiting:
        i = waiting.pop()
        if i not in found:
            found.add(i)
            waiting += [arc.to for arc in graph.nodes[i].arcs]
    return found


def _with_anothers_clause(target: Node) -> bool:
    """Whether a clause on a bare name may be the noun's before: "teachers in Lyon, France who opposed it"."""
    clause = any(inner.rel in ("relcl", "acl") and not inner.comma for inner in target.arcs)
    return clause and target.kind == "name" and not target.det


def _narrowed(graph: Graph, clauses: Sequence[Node]) -> bool:
    """Whether clauses hold a number, a superlative or a verb that a place, clause or agent gives its extent."""
    if any(verb.lemma in NARROWED for verb in clauses):
        return True
    waiting, seen = [arc.to for verb in clauses for arc in verb.arcs], set[int]()
    while waiting:
        i = waiting.pop()
        node = graph.nodes[i]
        if i in seen or node.kind == "verb":
            continue
        seen.add(i)
        if (node.quantity and not node.day) or node.degree == "most" or node.lemma in UNIQUE:
            return True
        waiting += [arc.to for arc in node.arcs if arc.rel != "age"]
    return False


def _phrase(graph: Graph, verb: Node, arc: Arc, narrowed: bool) -> bool:
    """Of a verb: its plain agent, time or place, and clauses that only add; never its subject or object."""
    target = graph.nodes[arc.to]
    if arc.agent:
        return verb.tense in ("past", "part") and (target.kind == "name" or not (narrowed or target.arcs))
    if verb.lemma == "say" and (arc.preposition in _OF_A_REPORT or (arc.rel in ("obj", "iobj") and verb.has("comp"))):
        return True
    if arc.preposition:
        if arc.comma and arc.preposition == "with" and verb.tense == "past":
            return True
        if arc.preposition == "for":
            return target.quantity is not None and target.quantity.unit in _SPANS_OF_TIME
        return arc.preposition in _WHEN_OR_WHERE and (target.day is not None or (not narrowed and target.place))
    if arc.rel.startswith("advcl:") and verb.tense == "past":
        return arc.rel.removeprefix("advcl:") in (_BESIDE if narrowed else _CLAUSES)
    return False


def _place(noun: Node, arc: Arc, target: Node) -> bool:
    """Of a noun: where it is, if it is one thing or so many."""
    definite = noun.det in ("def", "indef") or noun.kind == "name" or noun.has("num")
    return arc.preposition in _WHERE and definite and target.place


def _one_of_several(graph: Graph, verb: Node, arc: Arc) -> bool:
    """Whether each of several joined by "and" may be named alone: not where a number is all of theirs."""
    if arc.group is None or arc.group < 0 or verb.kind != "verb" or verb.lemma in TOGETHER:
        return False
    if any(other.group is not None and other.group != arc.group for other in verb.arcs):
        return False  # who of the one goes with which of the other is not told
    others = [graph.nodes[other.to] for other in verb.arcs if other.group != arc.group]
    return arc.preposition != "between" and not any(_counts(graph, other) for other in others)


def _counts(graph: Graph, node: Node) -> bool:
    counted: Quantity | None = node.quantity
    return counted is not None or any(graph.nodes[arc.to].quantity for arc in node.arcs)

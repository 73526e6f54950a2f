"""Which of a sentence's verbs are said to be so, rather than planned, asked, denied, supposed or told by somebody."""

from __future__ import annotations

from assistant.verification.grammar.graph import Arc, Node, Nodes
from assistant.verification.grammar.tables import FICTIONS, IMAGINING

_REAL = frozenset("when after as because since while although though where".split())
_UNREAL_DETERMINERS = frozenset({"no", "any", "every", "few", "neither"})


def asserted(nodes: Nodes, root: int) -> frozenset[int]:
    """The root, the verbs joined to it, its clauses of time and cause, and relative clauses that only add.

    A relative clause asserts where it stands behind a comma, or narrows something that surely is: "the man who
    shot Berg", not "no man who".
    """
    if nodes[root].kind != "verb":
        return frozenset()
    found: set[int] = set()
    verbs, phrases = [root], [*_asked(nodes, root)]
    seen: set[int] = set()
    while verbs or phrases:
        if verbs:
            i = verbs.pop()
            if i in found:
                continue
            found.add(i)
            verbs += [arc.to for arc in nodes[i].arcs if _also_so(nodes, nodes[i], arc)]
            phrases += [arc.to for arc in nodes[i].arcs if _names_something(nodes, nodes[i], arc)]
            continue
        i = phrases.pop()
        if i not in seen:
            seen.add(i)
            verbs += [arc.to for arc in nodes[i].arcs if _told_of(nodes[i], nodes[arc.to], arc)]
            phrases += [arc.to for arc in nodes[i].arcs if arc.rel == "appos"]
    return frozenset(found)


def _also_so(nodes: Nodes, verb: Node, arc: Arc) -> bool:
    if arc.rel == "conj":
        return not verb.cc & {"or", "nor"} and nodes[arc.to].kind == "verb" and not _perhaps_told(nodes, verb, arc)
    if arc.rel.startswith("advcl:"):
        real = verb.tense == "past" and not verb.negated and nodes[arc.to].tense == "past"
        return real and arc.rel.removeprefix("advcl:") in _REAL
    return False


def _perhaps_told(nodes: Nodes, verb: Node, arc: Arc) -> bool:
    """Whether a joined verb with a subject of its own may be told too: "police say he hid it, and he fled"."""
    told = any(other.rel == "comp" and verb.at < other.to < arc.to for other in verb.arcs)
    doers = {other.to for other in verb.arcs if other.rel == "subj"}
    return told and not any(other.to in doers for other in nodes[arc.to].arcs)


def _names_something(nodes: Nodes, verb: Node, arc: Arc) -> bool:
    """Whether an arc leads to something that the verb is about, so that a clause on it can be about nothing else."""
    about = arc.rel in ("subj", "obj", "pred") or bool(arc.preposition)
    if verb.lemma in IMAGINING or any(nodes[other.to].lemma in FICTIONS for other in verb.arcs):
        return False
    return about and not verb.negated and nodes[arc.to].kind in ("noun", "name", "num")


def _told_of(noun: Node, verb: Node, arc: Arc) -> bool:
    """Whether a clause on a noun says something of it that is so."""
    if arc.rel not in ("relcl", "acl") or noun.det in _UNREAL_DETERMINERS or noun.negated:
        return False
    if verb.tense not in ("past", "present", "part", "will"):
        return False
    return (
        arc.comma
        or noun.kind == "name"
        or noun.det in ("def", "indef")
        or (arc.rel == "relcl" and verb.tense == "past")
    )


def _asked(nodes: Nodes, root: int) -> list[int]:
    """What an indirect question takes for granted: "nobody knows what ended the strike, which …"."""
    return [
        inner.to
        for arc in nodes[root].arcs
        if arc.rel == "comp" and any(nodes[inner.to].text in ("what", "who") for inner in nodes[arc.to].arcs)
        for inner in nodes[arc.to].arcs
        if nodes[inner.to].det == "def" and any(last.rel == "relcl" and last.comma for last in nodes[inner.to].arcs)
    ]

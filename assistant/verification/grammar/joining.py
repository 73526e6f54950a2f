"""What the labels leave unsaid: whom "who" means, whose deed a joined verb is, who is reported, what is unexplained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.verification.grammar.arcs import Reading
from assistant.verification.grammar.graph import Arc, Node, Nodes

if TYPE_CHECKING:
    from spacy.tokens import Token

REPORT = -1
"""The number of the node that stands for "according to": somebody said so."""

_WH = frozenset(["WP", "WDT", "WP$", "WRB"])
_SUBJECTS = frozenset("nsubj nsubjpass csubj csubjpass expl".split())
_FUNCTION = frozenset("aux auxpass neg det predet case mark cc preconj prt expl punct".split())


def resolve_relatives(reading: Reading) -> None:
    """Let "who", "which" and "that" be the word they stand for, and a participle have it as subject or object."""
    for token in reading.doc:
        verb = reading.of(token)
        if token.dep_ not in ("relcl", "acl") or verb is None or reading.of(token.head) is None:
            continue
        noun, found = reading.at(token.head), False
        for arc in verb.arcs:
            pointed = reading.doc[arc.to]
            if pointed.tag_ in ("WP", "WDT") or (pointed.lower_ == "that" and pointed.dep_ in ("nsubj", "dobj")):
                arc.to, found = noun, True
                continue
            for inner in reading.nodes[arc.to].arcs:
                if reading.doc[inner.to].tag_ == "WP$":
                    inner.to, found = noun, True
        if token.dep_ == "relcl" and not found and not verb.has("obj"):
            verb.arcs.append(Arc("obj", noun))
        elif token.dep_ == "acl" and token.tag_ == "VBN":
            verb.arcs.append(Arc("obj", noun))
            verb.passive = True
        elif token.dep_ == "acl" and token.tag_ == "VBG":
            verb.arcs.append(Arc("subj", noun))


def join_verbs(reading: Reading) -> None:
    """Give a verb joined to another by "and" the other's subject, modal and object "it", where it has none itself."""
    for token in reading.doc:
        here, there = reading.of(token), reading.of(token.head)
        if token.dep_ != "conj" or here is None or there is None or {here.kind, there.kind} != {"verb"}:
            continue
        if not any(child.dep_ in _SUBJECTS for child in token.children):
            if not _plainly_joined(token):
                there.arcs.append(Arc("?joined", token.i))
                continue
            _share(reading, here, there, token)
        there.arcs.append(Arc("conj", token.i))


def _plainly_joined(token: Token) -> bool:
    """Whether no noun that may be the verb's own subject stands between "and" and the verb."""
    head = token.head
    conjunctions = [child.i for child in head.children if child.dep_ == "cc" and child.i < token.i]
    if not conjunctions:
        return any(child.dep_ in ("conj", "cc") for child in token.children)
    between = (token.doc[i] for i in range(conjunctions[-1] + 1, token.i))
    return all(word.pos_ not in ("NOUN", "PROPN", "PRON") or token.is_ancestor(word) for word in between)


def _share(reading: Reading, here: Node, there: Node, token: Token) -> None:
    helped = any(child.dep_ in ("aux", "auxpass") for child in token.children)
    if not helped and token.tag_ in ("VB", "VBN", "VBG"):
        here.tense, here.progressive, here.perfect = there.tense, there.progressive, there.perfect
        here.passive = here.passive or (there.passive and token.tag_ == "VBN")
        here.negated = here.negated or there.negated
    owned = "obj" if there.passive else "subj"
    for arc in there.arcs:
        if arc.rel == owned and not arc.agent:
            here.arcs.append(Arc("obj" if here.passive else "subj", arc.to, group=arc.group))
    objects = [arc.to for arc in there.arcs if arc.rel == "obj"]
    if len(objects) != 1 or there.passive or reading.nodes[objects[0]].kind != "noun":
        return
    pronoun = "they" if reading.nodes[objects[0]].plural else "it"
    for arc in here.arcs:
        if arc.rel == "obj" and reading.nodes[arc.to].kind == "pron" and reading.nodes[arc.to].text == pronoun:
            del reading.nodes[arc.to]
            arc.to = objects[0]


def report(nodes: Nodes, root: int) -> int:
    """Put "according to X" and "…, X said" as "X said …"; returns the root of what came of it."""
    verb = nodes[root]
    for arc in verb.arcs:
        if arc.rel == "p:according to":
            verb.arcs.remove(arc)
            said = Node("said", "say", "verb", tense="past", arcs=[Arc("subj", arc.to), Arc("comp", root)])
            nodes[REPORT] = said
            return REPORT
        if arc.rel == "?parataxis" and nodes[arc.to].lemma == "say":
            verb.arcs.remove(arc)
            nodes[arc.to].arcs.append(Arc("comp", root))
            return arc.to
    return root


def find_agents(nodes: Nodes) -> None:
    """Give a passive the agent that the parser hung on its object: "was fined 5 million euros by …"."""
    for verb in nodes.values():
        if not verb.passive or any(arc.agent for arc in verb.arcs):
            continue
        for arc in [arc for arc in verb.arcs if arc.rel == "obj" and nodes[arc.to].quantity]:
            for inner in [inner for inner in nodes[arc.to].arcs if inner.rel == "p:by"]:
                nodes[arc.to].arcs.remove(inner)
                verb.arcs.append(Arc("subj", inner.to, agent=True))


def hang_leftovers(reading: Reading, root: int) -> None:
    """Hang every word that no arc leads to on the nearest that one does, by a relation that nothing explains."""
    reached: set[int] = set()
    waiting = [root]
    while waiting:
        at = waiting.pop()
        if at not in reached:
            reached.add(at)
            waiting += [arc.to for arc in reading.nodes[at].arcs]
    for token in reading.doc:
        if token.i not in reading.nodes or token.i in reached or token.dep_ in _FUNCTION or token.tag_ in _WH:
            continue
        if token.lower_ in ("that", "there"):
            continue
        preposition = token.dep_ in ("prep", "agent", "dative")
        if preposition and any(reading.at(below) in reached for below in token.subtree if below is not token):
            continue
        head = token.head
        while reading.at(head) not in reached and head.head is not head and head.head != head:
            head = head.head
        at = reading.at(head)
        reading.nodes[at if at in reached else root].arcs.append(Arc("?left", token.i))

"""What a sentence says of its subject in an aside: "the strike, the longest ever, ended" says that it was that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.verification.grammar.arcs import Reading, conjuncts
from assistant.verification.grammar.graph import Arc, Node
from assistant.verification.grammar.tables import FICTIONS, FORECASTS, SCOPES

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIRST = -2
"""The number of the first node that stands for "was"; -1 is "according to"."""
_NOMINAL = frozenset(["DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"])


def say_what_subjects_are(reading: Reading, asserted: frozenset[int]) -> frozenset[int]:
    """Lay "X was the Y" for each aside that says so of the subject of an asserted past verb; returns their numbers."""
    made: set[int] = set()
    fictions = {i for i, node in reading.nodes.items() if node.lemma in FICTIONS}
    for token in reading.doc:
        verb = reading.of(token.head.head)
        if token.dep_ != "appos" or verb is None or verb.at not in asserted or not _plain(reading, token):
            continue
        if fictions - {reading.at(token.head), reading.at(token)}:
            continue
        if verb.tense == "past" and not verb.perfect and verb.lemma != "be":
            i = _FIRST - len(made)
            arcs = [Arc("subj", reading.at(token.head)), Arc("pred", reading.at(token))]
            reading.nodes[i] = Node("was", "be", "verb", tense="past", at=verb.at, arcs=arcs)
            made.add(i)
    return frozenset(made)


def _plain(reading: Reading, aside: Token) -> bool:
    """Whether an aside between two commas right behind a subject is a noun with "the", "a" or an owner, and no time.

    Lists look like asides, and "the champions in 1987" are no longer champions.
    """
    subject = aside.head
    here, there = reading.of(subject), reading.of(aside)
    if here is None or there is None or subject.dep_ not in ("nsubj", "nsubjpass"):
        return False
    if here.negated or there.negated or {here.det, there.det} & SCOPES or aside.tag_ in ("NNP", "NNPS"):
        return False
    if any(conjuncts(subject)) or any(conjuncts(aside)) or here.det in SCOPES or there.quantity:
        return False
    doc, start, end = aside.doc, aside.left_edge.i, aside.right_edge.i
    closed = start - 2 == subject.i and doc[start - 1].text == "," and end + 1 < len(doc) and doc[end + 1].text == ","
    closed = closed and not (end + 2 < len(doc) and doc[end + 2].pos_ in _NOMINAL)  # "the track, the rails, the cars"
    inside = [found for word in doc[start : end + 1] if (found := reading.of(word))]
    timed = any(found.day or found.kind in ("verb", "adv") or found.lemma in FORECASTS for found in inside)
    return closed and there.kind != "verb" and bool(there.det or there.has("poss")) and not timed

"""Whether two nodes say the same word, name, number or date, and two relations the same thing."""

from __future__ import annotations

from datetime import date

from assistant.text.dates import resolved
from assistant.verification.grammar.graph import Arc, Graph, Node
from assistant.verification.grammar.tables import (
    BODIES,
    COMPLETED,
    HEADS,
    OFFICES,
    OWNED,
    SPEAKS_FOR,
    STANDING,
    SYNONYMS,
)
from assistant.verification.rules.dates import bears_out
from assistant.verification.rules.naming import same_name

_CONTENT = frozenset({"adj", "verb", "noun", "adv"})


def same(said: Node, there: Node, rel: str, published: date | None) -> bool:
    """Whether a statement's node says what a quote's node says; `rel` is how the statement's hangs on another."""
    if said.day or there.day:
        if not said.day or not there.day:
            return False
        return bears_out(there.day, said.day) or bears_out(resolved(there.day, published), said.day)
    if said.quantity or there.quantity:
        return _same_quantity(said, there, rel)
    if "pron" in (said.kind, there.kind):
        return said.text == there.text and said.kind == there.kind
    if "name" in (said.kind, there.kind):
        return said.text == there.text or (rel in ("mod", "poss") and _one_people(said.text, there.text))
    if said.text == there.text and said.kind == there.kind != "verb":
        return True
    if said.kind == there.kind == "noun" and said.plural != there.plural and rel != "mod":
        return False
    if said.kind == there.kind == "verb":
        return same_form(said, there, rel) and _same_lemma(said, there)
    if said.kind != there.kind and not {said.kind, there.kind} <= _CONTENT:
        return said.text == there.text
    return said.text == there.text or _same_lemma(said, there)


def same_form(said: Node, there: Node, rel: str) -> bool:
    """Whether two verbs agree in tense, modal, aspect and negation; a participle behind a noun counts as its tense."""
    if said.negated != there.negated or said.progressive != there.progressive:
        return False
    if said.perfect and not there.perfect and said.lemma not in COMPLETED:
        return False  # who has owned it may own it still; who had, or did, does not
    if said.tense == there.tense or {said.tense, there.tense} <= {"bare", "inf"}:
        return True
    if said.tense == "part" and said.passive:
        return there.tense in ("past", "present")
    if there.tense == "part" and there.passive and said.passive:
        return said.tense == "past"
    return rel == "comp" and said.tense == "ing" and there.tense == "past"


def same_extent(said: Node, there: Node) -> bool:
    """Whether two nouns are meant as definitely; an article may give way to a possessive or the like."""
    if said.det == there.det:
        return True
    owned = said.has("poss") or there.has("poss")
    if {said.det, there.det} <= {"", "def"}:
        return not said.plural and (owned or any(node.has(rel) for node in (said, there) for rel in ("mod", "num")))
    return owned and {said.det, there.det} <= {"", "indef"}


def same_relation(said: Arc, target: Node, there: Arc, head: Node) -> bool:
    """Whether two relations say the same of a quote's `head`; `target` is what the statement's arc leads to."""
    if said.rel == there.rel:
        return True
    pair = {said.rel, there.rel}
    if target.day:
        return pair <= {"date", "adv", "p:in"}
    if target.quantity:  # rose by 5%, rose 5%; a $5 fine, a fine of $5
        return ("p:by" in pair and pair <= {"p:by", "adv", "obj", "pred"}) or pair <= {"num", "mod", "p:of"}
    if pair == {"poss", "p:of"}:
        return head.lemma in OWNED
    if pair == {"poss", "mod"}:
        return target.kind == "name" and head.lemma in OFFICES
    if pair == {"poss", "p:for"}:
        return head.lemma in SPEAKS_FOR
    if pair == {"relcl", "acl"} or pair == {"iobj", "p:to"} or (pair == {"iobj", "obj"} and head.passive):
        return True
    return target.kind == "name" and "mod" in pair and pair <= {"mod", "p:of", "p:at"}


def stands_before(said: Arc, there: Arc, quote: Graph, j: int) -> bool:
    """Whether the statement puts before a noun what the quote's node j has behind it, or as its owner.

    "A New York judge" for "a judge in New York", where that is no phrase of a verb's; "the union leader" for "the
    union's leader".
    """
    head, target = quote.nodes[j], quote.nodes[there.to]
    if said.rel != "mod" or head.kind != "noun":
        return False
    if there.rel == "poss":
        one = not target.plural and target.det == "def"
        return one and target.lemma in BODIES and head.lemma in HEADS
    if there.rel != "p:in" or there.comma or head.lemma not in STANDING or not target.place:
        return False
    if any(arc.rel != "mod" for arc in target.arcs) or any(arc.rel == "appos" for arc in head.arcs):
        return False
    governed = [(quote.nodes[i], arc) for i, arc in quote.governors(j)]
    return bool(governed) and all(verb.at > j and arc.rel in ("subj", "obj") for verb, arc in governed)


def _same_quantity(said: Node, there: Node, rel: str) -> bool:
    x, y = said.quantity, there.quantity
    if x is None or y is None:
        return False
    if rel == "age":
        return x.values == y.values
    return (x.values, x.unit, x.form, x.typed, x.qualifier) == (y.values, y.unit, y.form, y.typed, y.qualifier)


def _one_people(said: str, there: str) -> bool:
    return said.rstrip("s") != there.rstrip("s") and same_name(said, there)


def _same_lemma(said: Node, there: Node) -> bool:
    if said.degree != there.degree:
        return False
    if said.text[-2:] == there.text[-2:] == "ed" and said.lemma == there.lemma:
        return said.text.replace("iz", "is") == there.text.replace("iz", "is")  # "scared" is no form of "scar"
    ours, theirs = said.lemma.replace("iz", "is"), there.lemma.replace("iz", "is")
    return ours == theirs or said.lemma in SYNONYMS.get(there.lemma, ())

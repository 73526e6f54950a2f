"""What each token has to do with the others, from the parser's labels to relations that mean the same however put."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.text.quantities import Quantity
from assistant.verification.grammar.graph import Arc, Entities, Node, Nodes
from assistant.verification.grammar.parser import entities_in
from assistant.verification.grammar.tables import PEOPLE
from assistant.verification.grammar.tokens import Wholes, apart, node, set_off, wholes

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_UNSAID = frozenset("aux auxpass neg det predet case mark cc preconj prt expl punct conj pobj pcomp".split())
"""Labels of what a node already holds, or what its governor's label is read for."""
_PREPOSITIONS = {"toward": "towards", "onto": "on", "upon": "on", "inside": "in", "within": "in", "till": "until"}
_DATED = frozenset("in on at during".split())
_ARGUMENTS = {
    "nsubj": "subj", "csubj": "subj", "nsubjpass": "obj", "csubjpass": "obj", "dobj": "obj", "attr": "pred",
    "acomp": "pred", "oprd": "pred", "ccomp": "comp", "xcomp": "comp", "poss": "poss", "amod": "mod",
    "compound": "mod", "nmod": "mod", "quantmod": "mod", "nummod": "num", "appos": "appos", "relcl": "relcl",
}  # fmt: skip


class Reading:
    """A parsed sentence's nodes while arcs are laid between them."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._wholes: Wholes = wholes(doc)
        entities = Entities(doc.text)
        self.nodes: Nodes = {}
        for token in doc:
            whole = self._wholes.get(token.i)
            if self.at(token) == token.i and (whole or not (token.is_space or token.is_punct)):
                day, quantity = whole[1:] if whole else (None, None)
                self.nodes[token.i] = node(token, day, quantity, entities)

    def at(self, token: Token) -> int:
        """The number of the node that a token is part of."""
        whole = self._wholes.get(token.i)
        return whole[0] if whole else token.i

    def of(self, token: Token) -> Node | None:
        """The node that a token is part of, if it is part of one."""
        return self.nodes.get(self.at(token))

    def lay(self) -> None:
        """Lay the arcs that the labels themselves tell of."""
        for token in self.doc:
            if self.of(token) is not None and token.dep_ not in _UNSAID and token.dep_ != "ROOT":
                self._label(token.head, token, token.dep_)

    def arc(self, head: Token, rel: str, token: Token, **flags: bool | int | None) -> None:
        """Lay an arc, unless it is there or one of its ends is no node."""
        here, there = self.at(head), self.at(token)
        if here != there and here in self.nodes and there in self.nodes:
            arcs = self.nodes[here].arcs
            if not any(arc.rel == rel and arc.to == there for arc in arcs):
                arcs.append(Arc(rel, there, **flags))  # type: ignore[arg-type]

    def _all(self, head: Token, rel: str, token: Token, *, comma: bool = False, agent: bool = False) -> None:
        """Lay an arc to a token and to all that are joined to it."""
        joined = list(conjuncts(token))
        conjunctions = {child.lower_ for each in (token, *joined) for child in each.children if child.dep_ == "cc"}
        group = None if not joined else token.i if conjunctions <= {"and"} else -1
        for each in (token, *joined):
            self.arc(head, rel, each, comma=comma, agent=agent, group=group)

    def _label(self, head: Token, token: Token, label: str) -> None:
        comma = apart(head, token)
        if self._is_age(head, token, label):
            self.arc(head, "age", token)
        elif label == "amod" and token.lower_ == "old" and any(self._number(child) for child in token.children):
            for child in token.children:
                self.arc(head, "age", child)
            del self.nodes[token.i]
        elif label in ("acl", "amod") and token.lower_ == "aged" and self._ages(token):
            for each in self._ages(token):
                self.arc(head, "age", each)
            del self.nodes[token.i]
        elif label == "appos" and _listed(head, token):
            self.arc(head, "?appos", token)
        elif label in _ARGUMENTS:
            self._all(head, _ARGUMENTS[label], token, comma=set_off(token) if label == "relcl" else comma)
        elif label == "prep":
            self._preposition(head, token)
        elif label in ("agent", "dative") and token.pos_ in ("ADP", "SCONJ", "PART"):
            rel = "subj" if label == "agent" else "p:to"
            for child in token.children:
                if child.dep_ in ("pobj", "pcomp"):
                    self._all(head, rel, child, agent=label == "agent")
        elif label == "dative":
            self._all(head, "iobj", token)
        elif label == "acl":
            self._all(head, "acl" if token.tag_ in ("VBN", "VBG") else "?acl", token, comma=set_off(token))
        elif label == "advcl":
            self._all(head, f"advcl:{_marks(token)}", token, comma=comma or token.i < head.i)
        elif label in ("advmod", "npadvmod"):
            if token.tag_ != "WRB":
                dated = self.nodes[self.at(token)].day is not None
                self._all(head, "date" if dated else "adv", token, comma=comma)
        else:
            self.arc(head, f"?{label}", token)

    def _preposition(self, head: Token, token: Token, lead: str = "") -> None:
        """`head in X` as one arc; prepositions in a row are one; one without an object is an adverb."""
        word = f"{lead} {_PREPOSITIONS.get(token.lower_, token.lower_)}".strip()
        objects = [child for child in token.children if child.dep_ in ("pobj", "pcomp")]
        if word == "because" and objects[:1] and objects[0].lower_ == "of":
            word, (of, *objects) = "because of", objects
            self.nodes.pop(of.i, None)
        followed = [child for child in token.children if child.dep_ == "prep"]
        nodes = [found for found in map(self.of, objects) if found]
        if word == "without" and nodes and all(_countable(found) for found in nodes):
            word = "with"
            for found in nodes:
                found.det = "no"
        for child in objects:
            named = self.of(child)
            rel = "date" if named and named.day and word in _DATED else f"p:{word}"
            self._all(head, rel, child, comma=apart(head, token))
            for other in token.children:
                if other.dep_ in ("advmod", "neg", "npadvmod", "amod"):
                    self.arc(child, "adv", other)
        spans = False
        for child in followed:  # "from A to B in May": what follows "to" is not of "from"
            spans = spans or (word == "from" and bool(objects) and child.lower_ == "to")
            self._preposition(head, child, "" if spans else word)
        if not objects and not followed:
            self.arc(head, "adv", token)

    def _number(self, token: Token) -> bool:
        found = self.of(token)
        return found is not None and found.quantity is not None

    def _ages(self, aged: Token) -> list[Token]:
        """The plain numbers of "aged 19 and 22"; none of "aged 18 and over", "aged under 5"."""
        firsts = [child for child in aged.children if not child.is_punct]
        numbers = [each for first in firsts for each in (first, *conjuncts(first))]
        plain = [each for each in numbers if (found := self.of(each)) and found.quantity and _whole(found.quantity)]
        joined = {child.lower_ for each in numbers for child in each.children if child.dep_ == "cc"}
        return plain if plain == numbers and joined <= {"and"} else []

    def _is_age(self, head: Token, token: Token, label: str) -> bool:
        """Whether a number says how old somebody is: `Ana Ruiz, 34`."""
        named, number = self.of(head), self.of(token)
        if label not in ("nummod", "appos", "amod", "nmod") or not named or not number:
            return False
        if named.kind != "name":
            one = label == "appos" and named.lemma in PEOPLE and not named.plural and set_off(token)
            return one and number.quantity is not None and _whole(number.quantity)
        quantity, beside = number.quantity, not apart(head, token)
        if quantity is None or quantity.unit not in ("", "year") or quantity.form != "cardinal":
            return False
        if not (10 if beside else 1) < quantity.values[0] < 120:
            return False
        return not beside or entities_in(self.doc).get(named.at) == "PERSON"  # Windows 11 is none


def conjuncts(token: Token) -> Iterator[Token]:
    """The tokens joined to a token, and those joined to them."""
    for child in token.children:
        if child.dep_ == "conj":
            yield child
            yield from conjuncts(child)


def _whole(quantity: Quantity) -> bool:
    return len(quantity.values) == 1 and not quantity.qualifier and quantity.unit == ""


def _listed(head: Token, token: Token) -> bool:
    """Whether what is labelled an apposition may be the next of a list: "Ann Lee, Bob Roe and Jo Kim"."""
    joined = [token, *conjuncts(token)]
    named = [each.pos_ == "PROPN" for each in (head, *joined)]
    between = any(each.dep_ == "cc" for each in head.doc[head.i + 1 : token.left_edge.i])
    one = head.tag_ in ("NN", "NNP")
    return between or (one and len(joined) > 1 and (all(named) or len(set(named[1:])) > 1))


def _marks(clause: Token) -> str:
    """What leads a clause in: when, after, if …; "to" where it only says what for."""
    marks = [
        child.lower_
        for child in clause.children
        if child.dep_ == "mark" or (child.dep_ == "advmod" and child.tag_ == "WRB")
    ]
    purpose = any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children)
    return " ".join(marks) or ("to" if purpose else "")


def _countable(found: Node) -> bool:
    return found.kind == "noun" and found.det in ("", "indef", "any")

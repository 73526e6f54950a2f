"""A sentence's tokens as nodes: words, names, numbers with their units, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.text.dates import Day, days
from assistant.text.names import bare
from assistant.text.qualifiers import begins
from assistant.text.quantities import Quantity, quantities
from assistant.verification.grammar.graph import Entities, Kind, Node
from assistant.verification.grammar.tables import SPEECH

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_QUANTIFIERS = frozenset("no all every each some any both neither either most few several many half another".split())
_DEFINITE = frozenset("the this that these those".split())
_CASE = {
    "him": "he", "his": "he", "her": "she", "hers": "she", "their": "they", "them": "they", "its": "it", "us": "we",
    "our": "we", "my": "i", "me": "i",
}  # fmt: skip
_MODALS = {"'ll": "will", "might": "may", "'d": "would", "wo": "will", "ca": "can"}
_KINDS: dict[str, Kind] = {
    "VERB": "verb", "AUX": "verb", "PROPN": "name", "PRON": "pron", "NOUN": "noun", "ADJ": "adj", "ADV": "adv",
    "NUM": "num",
}  # fmt: skip
_BREAKS = frozenset([",", "–", "—", "--", ":", ";", "(", ")"])
_DEGREES = {"JJR": "more", "RBR": "more", "JJS": "most", "RBS": "most"}

Wholes = dict[int, tuple[int, Day | None, Quantity | None]]
"""Of each token that is part of a date or number: the token that heads it, and which date or number it is."""


def wholes(doc: Doc) -> Wholes:
    """The tokens that make up dates and numbers."""
    found: Wholes = {}
    for start, end, day, quantity in _measures(doc.text):
        inside = [token for token in doc if token.idx < end and start < token.idx + len(token)]
        heads = [token for token in inside if token.head not in inside or token.head == token]
        if heads:
            found.update({token.i: (heads[-1].i, day, quantity) for token in inside})
    return found


def _measures(text: str) -> Iterator[tuple[int, int, Day | None, Quantity | None]]:
    blanked = text
    for day in days(text):
        yield day.start, day.end, day, None
        blanked = blanked[: day.start] + "·" * (day.end - day.start) + blanked[day.end :]
    for quantity in quantities(blanked):
        yield begins(blanked, quantity.start), quantity.end, None, quantity


def without_measures(text: str) -> str:
    """A text with its dates and numbers blanked."""
    for start, end, _, _ in _measures(text):
        text = text[:start] + "·" * (end - start) + text[end:]
    return text


def node(token: Token, day: Day | None, quantity: Quantity | None, entities: Entities) -> Node:
    """A token as a node, without arcs."""
    low = token.lower_.strip("'-.")
    kind = _kind(token)
    children = list(token.children)
    made = Node(
        text=bare(token.text) if kind == "name" else low,
        lemma=str(token.lemma_).lower(),
        kind=kind,
        plural=token.tag_ in ("NNS", "NNPS"),
        det=_determiner(children),
        negated=any(child.dep_ == "neg" for child in children),
        degree=_DEGREES.get(token.tag_, ""),
        day=day,
        quantity=quantity,
        cc=frozenset(child.lower_ for child in children if child.dep_ in ("cc", "preconj")),
        entities=entities,
        at=token.i,
    )
    if day or quantity:
        made.kind = "date" if day else "num"
    elif kind == "pron":
        made.text = made.lemma = _CASE.get(low, low)
    elif kind == "verb":
        _conjugate(made, token, children)
    return made


def apart(a: Token, b: Token) -> bool:
    """Whether a comma, dash or bracket stands between two tokens."""
    return any(_breaks(token) for token in a.doc[min(a.i, b.i) + 1 : max(a.i, b.i)])


def set_off(clause: Token) -> bool:
    """Whether a comma, dash or bracket stands right before a clause."""
    start = clause.left_edge.i
    return start > 0 and _breaks(clause.doc[start - 1])


def _breaks(token: Token) -> bool:
    spaced = token.i > 0 and bool(token.whitespace_) and bool(token.nbor(-1).whitespace_)
    return token.text in _BREAKS or (token.text == "-" and spaced)


def _kind(token: Token) -> Kind:
    if token.tag_ in ("NNP", "NNPS"):
        return "name"
    return _KINDS.get(token.pos_, "word")


def _determiner(children: Sequence[Token]) -> str:
    found = [child.lower_ for child in children if child.dep_ in ("det", "predet")]
    for word in found:
        if word in _QUANTIFIERS:
            return str(word)
    if any(word in _DEFINITE for word in found):
        return "def"
    return "indef" if any(word in ("a", "an") for word in found) else ""


def _conjugate(verb: Node, token: Token, children: Sequence[Token]) -> None:
    """Tense or modal, aspect, voice and particle; the perfect counts as past and is marked."""
    helpers = [child for child in children if child.dep_ in ("aux", "auxpass")]
    words = [helper.lower_ for helper in helpers]
    verb.passive = any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in children)
    verb.progressive = token.tag_ == "VBG" and any(helper.lemma_ == "be" for helper in helpers)
    modal = next((helper.lower_ for helper in helpers if helper.tag_ == "MD"), None)
    first = helpers[0] if helpers else token
    if modal:
        verb.tense = _MODALS.get(modal, modal)
    elif "to" in words:
        verb.tense = "inf"
    elif first.tag_ == "VBD" or first.lower_ in ("was", "were", "had", "did"):
        verb.tense = "past"
    elif first.tag_ in ("VBZ", "VBP"):
        perfect = bool(helpers) and first.lemma_ == "have" and token.tag_ in ("VBN", "VBD")
        verb.tense, verb.perfect = "past" if perfect else "present", perfect
    elif token.tag_ == "VBN":
        subject = any(child.dep_ == "nsubj" for child in children)
        verb.tense = "past" if subject or token.dep_ == "ROOT" else "part"
    else:
        verb.tense = {"VBG": "ing", "VB": "bare"}.get(token.tag_, "present")
    if token.lower_ in SPEECH:
        verb.lemma = "say"
    particle = next((child.lower_ for child in children if child.dep_ == "prt"), None)
    if particle:
        verb.lemma += f" {particle}"


_ALIASES = [
    (re.compile(rf"\b(?:[Tt]he\s)?(?:{names})(?=[\s,.;:?!']|$)"), alias)
    for names, alias in (
        (r"United States(?: of America)?|U\.S\.(?:A\.)?|USA?|America", "US"),
        (r"United Kingdom|U\.K\.|UK|Britain", "UK"),
        (r"European Union|EU|E\.U\.", "EU"),
        (r"United Nations|UN|U\.N\.", "UN"),
    )
]


def plain(text: str, expansions: tuple[tuple[str, str], ...] = ()) -> str:
    """A sentence without quotation marks, each country or body that has two names by one of them.

    `expansions` are (long, short) forms of names that the article itself gives.
    """
    text = text.encode(errors="replace").decode()  # lone surrogates
    text = " ".join(re.sub(r"[“”„«»\"]", "", text).replace("’", "'").split())
    for pattern, alias in _ALIASES:
        text = pattern.sub(alias, text)
    for long, short in expansions:
        text = re.sub(rf"\b(?:[Tt]he\s)?{re.escape(long)}\b(?:\s\({re.escape(short)}\))?", f"the {short}", text)
    return text

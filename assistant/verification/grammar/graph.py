"""Who did what, in a form that no longer depends on how a sentence puts it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from assistant.text.dates import Day
from assistant.text.quantities import Quantity
from assistant.verification.grammar import parser

Kind = Literal["verb", "noun", "name", "pron", "adj", "adv", "num", "date", "word"]


@dataclass(slots=True)
class Arc:
    """What one node has to do with another: subj, obj, pred, comp, poss, mod, num, age, date, `p:in`, `advcl:when` …

    A passive's subject is its obj, its agent a subj (`agent`). `comma` tells that a comma, dash or bracket stands
    between the two, `group` is the first of several that are joined by "and" (-1 where they are joined otherwise).
    A relation that begins with a question mark is one that nothing is known of.
    """

    rel: str
    to: int
    comma: bool = False
    agent: bool = False
    group: int | None = None

    @property
    def preposition(self) -> str:
        """The preposition of a `p:` relation, or empty."""
        return self.rel[2:] if self.rel.startswith("p:") else ""


_PLACES = frozenset({"GPE", "LOC", "FAC"})


class Entities:
    """What kind of entity each token of a sentence is part of; found out when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def of(self) -> dict[int, str]:
        """The kind by the token's number. Raises ModelFilesError."""
        return parser.entities(self._text)


@dataclass(slots=True)
class Node:
    """A word, a name's word, a number with its unit, or a date; `text` is folded, `arcs` lead to what hangs on it.

    `det` is def, indef, empty, or the quantifier itself; `degree` of an adjective is more, most or empty; `tense` of a
    verb is past, present, a modal, inf, part, ing or bare, and `perfect` says that it is that of "has owned". `cc`
    holds the conjunctions that join it to others; `entities` and the token's number `at` tell what it names.
    """

    text: str
    lemma: str
    kind: Kind
    plural: bool = False
    det: str = ""
    tense: str = ""
    negated: bool = False
    progressive: bool = False
    perfect: bool = False
    passive: bool = False
    degree: str = ""
    day: Day | None = None
    quantity: Quantity | None = None
    cc: frozenset[str] = frozenset()
    arcs: list[Arc] = field(default_factory=list)
    entities: Entities | None = None
    at: int = 0

    @property
    def place(self) -> bool:
        """Whether the model knows it for part of a place's name."""
        return self.entities is not None and self.entities.of.get(self.at) in _PLACES

    @property
    def person(self) -> bool:
        """Whether the model knows it for part of a person's name."""
        return self.entities is not None and self.entities.of.get(self.at) == "PERSON"

    def has(self, rel: str) -> bool:
        """Whether it has an arc of a relation."""
        return any(arc.rel == rel for arc in self.arcs)


Nodes = dict[int, Node]


@dataclass(frozen=True, slots=True)
class Graph:
    """A sentence's nodes, its root (None if it has no verb), what it asserts, and which nodes mean the same.

    `asserted` are the verbs that the sentence itself says to be so: not what is only said, planned, asked or
    supposed. `same[i]` are the nodes in apposition to node i, itself among them.
    """

    nodes: Nodes
    root: int | None
    asserted: frozenset[int]
    same: dict[int, frozenset[int]]

    def governors(self, i: int) -> Iterator[tuple[int, Arc]]:
        """The nodes that node i hangs on, with the arcs that lead to it."""
        for j, node in self.nodes.items():
            for arc in node.arcs:
                if arc.to == i:
                    yield j, arc

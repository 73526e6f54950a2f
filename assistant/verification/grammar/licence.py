"""Whether a sentence licenses a clause of a statement: every word, in the same relations, with nothing undone."""

from __future__ import annotations

from datetime import date

from assistant.text.names import COURTESY
from assistant.verification.grammar.doers import may_be_nobodys
from assistant.verification.grammar.graph import Arc, Graph, Node
from assistant.verification.grammar.likeness import same, same_extent, same_relation, stands_before
from assistant.verification.grammar.moving import Moving
from assistant.verification.grammar.omitting import may_leave_out
from assistant.verification.grammar.tables import DISCOURSE, FALLING, RISING

_DEEPEST = 12

Path = tuple[tuple[int, int], ...]
"""Pairs of a statement's and a quote's node, each taken to say the same, that led to where we are."""


class Licence:
    """Holds a statement's graph against one sentence's."""

    def __init__(self, statement: Graph, quote: Graph, published: date | None) -> None:
        self._statement = statement
        self._quote = quote
        self._moving = Moving(statement, quote)
        dated = any(node.day and node.day.year for node in quote.nodes.values())
        self._published = (
            None if dated else published
        )  # beside a year of its own, "yesterday" is not reckoned from today

    def licenses(self, verb: int) -> bool:
        """Whether the sentence asserts what the statement says with one of its verbs."""
        return any(self._says(verb, other, (), "") for other in sorted(self._quote.asserted))

    def _says(self, i: int, j: int, path: Path, rel: str) -> bool:
        """Whether the quote's node j says what the statement's node i says, with all that hangs on the two."""
        for ours, theirs in path:
            if ours == i:
                return theirs == j or theirs in self._quote.same[j]
        said, there = self._statement.nodes[i], self._quote.nodes[j]
        if len(path) > _DEEPEST or not same(said, there, rel, self._published):
            return False
        if said.negated != there.negated or said.cc - there.cc - {"and"}:
            return False
        if said.kind == "noun" and rel != "mod" and not same_extent(said, there):
            return False
        path = (*path, (i, j))
        used: set[int] = set()
        if not all(self._holds(arc, j, path, used) for arc in said.arcs if arc.rel != "conj"):
            return False
        return all(self._needless(arc, j, path, rel) for k, arc in enumerate(there.arcs) if k not in used)

    def _holds(self, arc: Arc, j: int, path: Path, used: set[int]) -> bool:
        """Whether an arc of the statement has its like at the quote's node j, which then counts as used."""
        target, head = self._statement.nodes[arc.to], self._quote.nodes[j]
        if (target.text in COURTESY and arc.rel == "mod") or (target.text in DISCOURSE and arc.rel == "adv"):
            return True
        for k, other in enumerate(head.arcs):
            alike = same_relation(arc, target, other, head) or stands_before(arc, other, self._quote, j)
            if not alike or self._moving.jumps(arc, other, *path[-1]) or self._moving.moves(arc, other, *path[-1]):
                continue
            if self._reaches(arc, other, path):
                used.add(k)
                return True
        if arc.rel in ("relcl", "acl"):
            return self._clause(arc, j, path)
        if arc.rel == "appos":
            return any(self._says(arc.to, other, path, "appos") for other in self._quote.same[j] - {j})
        return self._elsewhere(arc, j, path)

    def _reaches(self, arc: Arc, other: Arc, path: Path) -> bool:
        return any(self._says(arc.to, k, path, arc.rel) for k in self._quote.same[other.to])

    def _clause(self, arc: Arc, j: int, path: Path) -> bool:
        """Whether a clause on a noun is asserted of that noun anywhere in the quote."""
        taken = {theirs for _, theirs in path}
        about = self._quote.same[j]
        return any(
            self._says(arc.to, verb, path, "")
            for verb in self._quote.asserted - taken
            if any(other.to in about for other in self._quote.nodes[verb].arcs)
        )

    def _elsewhere(self, arc: Arc, j: int, path: Path) -> bool:
        """Whether a phrase stands elsewhere in the same clause, where a parser may hang it as well."""
        target = self._statement.nodes[arc.to]
        if not (arc.rel == "date" or arc.preposition):
            return False
        of_a_noun = arc.rel == "p:of" or self._quote.nodes[j].kind != "verb"
        if of_a_noun and arc.rel != "date" and not target.place:
            return False
        return any(
            same_relation(arc, target, other, self._quote.nodes[owner]) and self._reaches(arc, other, path)
            for owner in self._near(j)
            if self._behind_its_noun(arc, j, owner, path)
            for other in self._quote.nodes[owner].arcs
        )

    def _behind_its_noun(self, arc: Arc, j: int, owner: int, path: Path) -> bool:
        """Whether a phrase that hangs on a verb's noun in the quote still follows that noun: "in Gaza" is not moved."""
        if self._quote.nodes[j].kind != "verb":
            return True
        noun, nodes = self._quote.nodes[owner], self._statement.nodes
        said = nodes[path[-1][0]].arcs
        if noun.text in ("up", "down"):  # "from 30 on Monday" may say that it was 30 on Monday
            behind = [each.to for each in said if each.to > arc.to and each.rel == "date"]
            return all(any(arc.to < each.to < time and each.rel == "p:to" for each in said) for time in behind)
        return any(nodes[each.to].lemma == noun.lemma and each.to < arc.to for each in said)

    def _near(self, j: int) -> list[int]:
        """A verb's objects and the phrases behind it; a noun's verb."""
        node = self._quote.nodes[j]
        if node.kind == "verb":
            return [arc.to for arc in node.arcs if _behind(node, arc) or arc.agent or _changes(node, self._quote, arc)]
        heads = ((i, self._quote.nodes[i], arc) for i, arc in self._quote.governors(j))
        return [i for i, head, arc in heads if head.kind == "verb" and _behind(head, arc)]

    def _needless(self, arc: Arc, j: int, path: Path, rel: str) -> bool:
        """Whether the statement may do without an arc of the quote's node j: it says it elsewhere, or need not."""
        node, target = self._quote.nodes[j], self._quote.nodes[arc.to]
        if any(arc.to == theirs for _, theirs in path[:-1]):
            return True
        if (arc.rel == "date" or arc.preposition) and self._moved(arc, path):
            return True
        if arc.rel == "age" and self._statement.nodes[path[-1][0]].has("age"):
            return False  # "two men aged 19" for "two men aged 19 and 22"
        if arc.rel == "subj" and self._quote.nodes[j].kind == "verb" and self._statement.nodes[path[-1][0]].passive:
            return may_be_nobodys(self._quote, node, arc, [self._quote.nodes[k] for _, k in path])
        if rel == "comp" and arc.rel == "subj" and target.kind == "pron":
            return self._statement.nodes[path[-1][0]].tense == "ing"  # "denied taking" for "denied that he took"
        clauses = [each for _, k in path if (each := self._quote.nodes[k]).kind == "verb"]
        return may_leave_out(self._quote, node, arc, clauses, self._published)

    def _moved(self, arc: Arc, path: Path) -> bool:
        there = self._quote.nodes[arc.to]
        return any(
            other.rel == arc.rel and same(self._statement.nodes[other.to], there, arc.rel, self._published)
            for i, _ in path
            for other in self._statement.nodes[i].arcs
        )


def _behind(verb: Node, arc: Arc) -> bool:
    return (arc.rel == "obj" and not verb.passive) or arc.rel == "pred" or bool(arc.preposition)


def _changes(verb: Node, quote: Graph, arc: Arc) -> bool:
    """Whether an aside says again which way a figure went: "fell to 3%, down from 4%"."""
    way = quote.nodes[arc.to].text
    return arc.rel == "adv" and verb.lemma in {"up": RISING, "down": FALLING}.get(way, ())


def claims(statement: Graph) -> list[int] | None:
    """The verbs that a statement itself asserts, the root first; None if it has none, or "or" or "but" joins them."""
    if statement.root is None or statement.nodes[statement.root].tense in ("bare", "ing", "inf", "part"):
        return None
    found, waiting = [], [statement.root]
    while waiting:
        node = statement.nodes[i := waiting.pop()]
        found.append(i)
        joined = [arc.to for arc in node.arcs if arc.rel == "conj"]
        if joined and node.cc - {"and"}:
            return None
        waiting += joined
    return found

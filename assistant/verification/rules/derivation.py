"""Derivation: the statement is a sentence of the quote with nothing left out but what may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.verification.calendar import resolved
from assistant.verification.omissions import leads_alike, may_end, may_follow, may_open
from assistant.verification.readings import SPEECH, parts, readings
from assistant.verification.rules.dates import bears_out
from assistant.verification.rules.naming import same_name
from assistant.verification.steps import Row, Step, steps

Same = Callable[[Step, Step], bool]

_REPORTING = SPEECH | {"according"}
_LIST_ITEM = re.compile(r"^\s*(?:[-–—•*·▪‣]|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s)")
_LEADS_IN = re.compile(r"(?:[:]|\bfollowing\.?)[\"'”’]?\s*$", re.IGNORECASE)
_SPLITS = re.compile(r"(?:,?\s(?:and|while|but)|;)\s")


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence that a statement may derive from, the text before it, and its article's day of publication.

    `referent` is the name that a pronoun opening the sentence means, where only one can be meant.
    """

    sentence: str
    before: str = ""
    published: date | None = None
    referent: str = ""

    @property
    def asserts(self) -> bool:
        """Whether the sentence stands for itself: no question, no item of a list, nothing led in by the line before."""
        question = self.sentence.rstrip("\"'”’) ").endswith("?")
        return not (question or _LIST_ITEM.match(self.sentence) or _LEADS_IN.search(self.before))


def derivation(statement: str, sources: Sequence[Source]) -> str | None:
    """Why the statement does not derive from any one sentence, or None.

    Its steps must be those of the sentence, in the same order and form, each led up to by the same prepositions,
    auxiliaries and negations; passives may be turned, a report's "X said" and a single date may move. Left out may
    be what stands between two commas, a place or day, an adjective after an article, a beginning that only says
    when or where, and an end that only adds.
    """
    usable = [source for source in sources if source.asserts]
    if any(_derives(statement, source) for source in usable):
        return None
    for cut in _SPLITS.finditer(statement):
        parts = (statement[: cut.start()], statement[cut.end() :])
        if all(steps(part) and any(_derives(part, source) for source in usable) for part in parts):
            return None
    return "the quote puts it otherwise"


def _derives(statement: str, source: Source) -> bool:
    if source.referent and source.referent in statement:
        statement = statement.replace(source.referent, source.sentence.split()[0], 1)
    said, there = steps(statement), steps(source.sentence)
    if not said or not there:
        return False

    def same(a: Step, b: Step) -> bool:
        return _same(a, b, source.published)

    if not all(step.text in _REPORTING or any(same(step, other) for other in there) for step in said):
        return False
    return any(
        _aligned(ours, theirs, same) or _aligned_but_for_a_date(ours, theirs, same)
        for ours in readings(said)
        for theirs in (*readings(there), *parts(there))
    )


def _aligned_but_for_a_date(ours: Row, theirs: Row, same: Same) -> bool:
    """Whether the rows align once the one date of each is taken out, if what stands beside it there is said too."""
    a, b = ([i for i, step in enumerate(row) if step.day] for row in (ours, theirs))
    if len(a) != 1 or len(b) != 1 or not same(ours[a[0]], theirs[b[0]]):
        return False
    if not leads_alike(ours[a[0]].lead, theirs[b[0]].lead, ours[a[0]]):
        return False
    beside = [step for step in _between_commas(theirs, b[0]) if not step.day]
    shared = sum(any(same(step, other) for step in ours) for other in beside)
    return (shared >= 2 or not beside) and _aligned(_without(ours, a[0]), _without(theirs, b[0]), same)


def _between_commas(row: Row, i: int) -> Row:
    begin = next((j for j in range(i, 0, -1) if row[j].apart), 0)
    return row[begin : next((j for j in range(i + 1, len(row)) if row[j].apart), len(row))]


def _without(row: Row, i: int) -> Row:
    rest = row[i + 1 :]
    if rest and row[i].apart:
        rest = (replace(rest[0], apart=True), *rest[1:])
    return row[:i] + rest


def _aligned(ours: Row, theirs: Row, same: Same) -> bool:
    """Whether all of our steps stand in theirs, in order, with nothing left out but what may be."""
    if not ours:
        return False
    reached = [j for j, step in enumerate(theirs) if same(ours[0], step) and may_open(theirs, j, ours[0])]
    for step in ours[1:]:
        reached = [
            j
            for j in range(len(theirs))
            if same(step, theirs[j]) and any(i < j and may_follow(theirs, i, j, step) for i in reached)
        ]
        if not reached:
            return False
    return any(may_end(theirs, j) for j in reached)


def _same(a: Step, b: Step, published: date | None) -> bool:
    if a.day and b.day:
        return bears_out(b.day, a.day) or bears_out(resolved(b.day, published), a.day)
    if a.quantity and b.quantity:
        x, y = a.quantity, b.quantity
        return (x.values, x.unit, x.form, x.typed, x.qualifier) == (y.values, y.unit, y.form, y.typed, y.qualifier)
    if a.day or b.day or a.quantity or b.quantity:
        return False
    if a.text in SPEECH and b.text in SPEECH:
        return True
    if a.kind == "name" or b.kind == "name":
        return same_name(a.text, b.text)
    if a.text == b.text:
        return True
    return a.stem == b.stem and a.form == b.form

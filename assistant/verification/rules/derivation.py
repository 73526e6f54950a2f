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
from assistant.verification.steps import Row, Step, steps

Same = Callable[[Step, Step], bool]

_REPORTING = SPEECH | {"according"}
_LIST_ITEM = re.compile(r"^\s*(?:[-–—•*·▪‣]|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s)")
_LEADS_IN = re.compile(r"(?:[:]|\bfollowing\.?)[\"'”’]?\s*$", re.IGNORECASE)
_SPLITS = re.compile(r"(?:,?\sand|;)\s")


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence that a statement may derive from, the text before it, and its article's day of publication."""

    sentence: str
    before: str = ""
    published: date | None = None

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
        if all(steps(part) and any(_derives(part, source, whole=True) for source in usable) for part in parts):
            return None
    return "the quote puts it otherwise"


def _derives(statement: str, source: Source, *, whole: bool = False) -> bool:
    """Whether a statement derives from a sentence; a `whole` one begins where the sentence begins."""
    said, there = steps(statement), steps(source.sentence)
    if not said or not there:
        return False

    def same(a: Step, b: Step) -> bool:
        return _same(a, b, source.published)

    if not all(step.text in _REPORTING or any(same(step, other) for other in there) for step in said):
        return False
    return any(
        _aligned(ours, theirs, same, whole) or _aligned_but_for_a_date(ours, theirs, same, whole)
        for ours in readings(said)
        for theirs in (*readings(there), *parts(there))
    )


def _aligned_but_for_a_date(ours: Row, theirs: Row, same: Same, whole: bool) -> bool:
    """Whether the rows align once the one date of each is taken out.

    It may move from one end of its clause to another, or from behind "said": elsewhere it says when something else
    was, as in "the bank that failed in 2010 sued"; and only where one verb alone can be meant.
    """
    a, b = ([i for i, step in enumerate(row) if step.day] for row in (ours, theirs))
    if len(a) != 1 or len(b) != 1 or not same(ours[a[0]], theirs[b[0]]):
        return False
    if not leads_alike(ours[a[0]].lead, theirs[b[0]].lead, ours[a[0]]):
        return False
    if not (_at_an_end(theirs, b[0]) and _at_an_end(ours, a[0])) or sum(step.form == "past" for step in theirs) > 1:
        return False
    beside = [step for step in _between_commas(theirs, b[0]) if not step.day]
    shared = sum(any(same(step, other) for step in ours) for other in beside)
    return (shared >= 2 or not beside) and _aligned(_without(ours, a[0]), _without(theirs, b[0]), same, whole)


def _at_an_end(row: Row, i: int) -> bool:
    front = i == 0 or row[i].apart
    behind = i + 1 == len(row) or row[i + 1].apart
    return front or behind or row[i - 1].text in SPEECH


def _between_commas(row: Row, i: int) -> Row:
    begin = next((j for j in range(i, 0, -1) if row[j].apart), 0)
    return row[begin : next((j for j in range(i + 1, len(row)) if row[j].apart), len(row))]


def _without(row: Row, i: int) -> Row:
    rest = row[i + 1 :]
    if rest and row[i].apart:
        rest = (replace(rest[0], apart=True), *rest[1:])
    return row[:i] + rest


def _aligned(ours: Row, theirs: Row, same: Same, whole: bool) -> bool:
    """Whether all of our steps stand in theirs, in order, with nothing left out but what may be."""
    if not ours:
        return False
    begins = theirs[:1] if whole else theirs
    reached = [j for j, step in enumerate(begins) if same(ours[0], step) and may_open(theirs, j, ours[0])]
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
    return a.text == b.text or (a.stem == b.stem and a.form == b.form == "past")

"""Whether two sentences in nearly the same words say different things: a number, a day, a "not", or who did what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from assistant.text.dates import days
from assistant.text.names import names
from assistant.text.quantities import quantities
from assistant.text.words import content, stem, tokens

_NEGATIONS = frozenset("not no never none nobody nothing neither nor without cannot".split())
_OPPOSITES = [
    frozenset(map(stem, pair.split("/")))
    for pair in (
        "pass/reject pass/fail approve/reject accept/reject accept/refuse adopt/reject back/oppose support/oppose"
        " win/lose rise/fall increase/decrease gain/lose grow/shrink raise/lower raise/cut convict/acquit"
        " guilty/innocent alive/dead open/close open/shut start/stop begin/end confirm/deny allow/ban allow/forbid"
        " arrest/release find/lose survive/die resign/remain quit/stay leave/stay keep/drop agree/refuse"
        " more/fewer more/less higher/lower before/after first/last north/south east/west"
        " start/end start/finish begin/finish deliberate/accident deliberate/accidental arson/accident"
    ).split()
]
_MOVED = 2
"""Words of content that may not stand in another order; one that stands elsewhere ("on Monday") is an adverb."""
_FEW = 4
"""Of so few words each counts: "Kovac beat Perrin" is no "Perrin beat Kovac"."""


def contradictory(one: str, other: str) -> bool:
    """Whether the numbers, days, negations, opposites or the order of what is named differ between two sentences.

    Meant for sentences that share most of their words. A day that only one of them names is no difference, and neither
    is a name; a number is, for nothing else tells which of two counts is meant.
    """
    return (
        _figures(one) != _figures(other)
        or _days_differ(one, other)
        or negated(one) != negated(other)
        or opposed(one, other)
        or _names_differ(one, other)
        or _reordered(content(_undated(one)), content(_undated(other)))
    )


def _figures(text: str) -> Counter[tuple[tuple[Fraction, ...], str]]:
    """The quantities of a text that are no part of a day."""
    named = [(day.start, day.end) for day in days(text)]
    return Counter(
        (each.values, each.unit)
        for each in quantities(text)
        if not any(start <= each.start < end for start, end in named)
    )


def _days_differ(one: str, other: str) -> bool:
    ours, theirs = (
        {(day.year, day.month, day.day, day.weekday, day.relative) for day in days(text)} for text in (one, other)
    )
    return not (ours <= theirs or theirs <= ours)


def negated(text: str) -> bool:
    """Whether a text says "not" an odd number of times."""
    return sum(word in _NEGATIONS or word.endswith("n't") for word in tokens(text)) % 2 == 1


def opposed(one: str, other: str) -> bool:
    """Whether a word that only one text has is the opposite of one that only the other has."""
    ours, theirs = set(content(one)), set(content(other))
    only, alone = ours - theirs, theirs - ours
    return any(pair & only and pair & alone and pair & only != pair & alone for pair in _OPPOSITES)


def _names_differ(one: str, other: str) -> bool:
    """Whether each text names somebody whom the other does not."""
    ours, theirs = ({word for name in names(text) for word in name.words} for text in (one, other))
    return bool(ours - theirs - set(_bare(other))) and bool(theirs - ours - set(_bare(one)))


def _undated(text: str) -> str:
    """A text without the days it names."""
    for day in reversed(days(text)):
        text = text[: day.start] + text[day.end :]
    return text


def _bare(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _reordered(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words that two texts share, each once in both, stand in another order."""
    counted, theirs = Counter(one), Counter(other)
    shared = {word for word in counted if counted[word] == 1 == theirs[word]}
    ours = [word for word in one if word in shared]
    places = {word: place for place, word in enumerate(word for word in other if word in shared)}
    moved = len(ours) - _longest_rising([places[word] for word in ours])
    return moved >= (_MOVED if len(ours) > _FEW else 1)


def _longest_rising(places: Sequence[int]) -> int:
    """The length of the longest rising subsequence."""
    best: list[int] = []
    for place in places:
        at = next((index for index, last in enumerate(best) if last >= place), len(best))
        best[at : at + 1] = [place]
    return len(best)

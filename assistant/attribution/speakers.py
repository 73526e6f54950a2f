"""Who says what a quote says, read from the sentence itself and the sentences around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.articles import Article, Speech
from assistant.attribution.sayings import Saying, saying
from assistant.text.datelines import lead
from assistant.text.names import TITLES, names
from assistant.text.quotation_marks import curled, opened, quoted_share, unquoted
from assistant.text.sentences import sentences

_AROUND, _WHOLE = 4_000, 20_000
"""Characters read around a quote, and up to how many the whole article is read."""
_PARTLY, _MOSTLY, _WHOLLY = 0.25, 0.5, 0.95
_HE, _SHE = frozenset({"he", "mr", "sir", "lord"}), frozenset({"she", "mrs", "ms", "miss", "dame", "lady"})
_SPOKEN = re.compile(
    r"[:,]\s“|“[^”]*$|“[^”]*[.?!;]\s[^”]*”"
    r"|“[^”]*\b(?:I|[Ww]e|[Yy]ou|my|our|your|is|are|was|were|be|have|has|had|do|did|will|would|can|could|\w+n?[’']\w)\b[^”]*”"
)
"""Words in quotation marks that somebody is likely to have spoken: behind a comma or a colon, several sentences, or a
clause with its verb."""
_NO_PERSON = re.compile(
    r"(?i:\b(?:the|a|an|his|her|their|its|and)\s)|[’']s\b|\b(?:House|Times|Post|Journal|News|Department|Office|Court|Party|Group|Inc"
    r"|University|Institute|Center|Centre|Committee|Council|Agency|Association|Union|Bank|Ministry|Commission|Police|Company)\b"
)


@dataclass(frozen=True, slots=True)
class _Heard:
    """A sentence at `text[start:end]`, who speaks in it, and how; `said`: it says that somebody speaks."""

    start: int
    end: int
    who: str | None
    speech: Speech
    said: bool
    inside: bool
    """Whether a quotation is open where the sentence begins."""
    begins: bool
    """Whether it begins a paragraph."""


def attribution(article: Article, start: int, end: int) -> tuple[str | None, Speech]:
    """Who speaks in `article.text[start:end]`, and how: (speaker, speech).

    The speaker is given in the article's own words, or is None where they do not say clearly: a wrong speaker is
    worse than none. A quotation belongs to whom it names where it ends or is interrupted, else to who spoke before
    it. "He said" is followed back to the last speaker, if that is one person and nobody else was named since. Speech
    is `direct` where most of the words said stand in quotation marks, `reported` where somebody is said to say them,
    and `none` where the article speaks for itself.
    """
    low, high = _window(article.text, start, end)
    spoken = [
        row
        for row in _heard(article.text[low:high])
        if row.start + low < end and start < row.end + low and row.speech != "none"
    ]
    if not spoken:
        return None, "none"
    speakers = {row.who for row in spoken}
    speech: Speech = "direct" if any(row.speech == "direct" for row in spoken) else "reported"
    return (speakers.pop() if len(speakers) == 1 else None), speech


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole article, or of a long one the lines around a span."""
    if len(text) <= _WHOLE:
        return 0, len(text)
    low = text.rfind("\n", max(0, start - 2 * _AROUND), max(0, start - _AROUND)) + 1
    high = text.find("\n", min(len(text), end + _AROUND), end + 2 * _AROUND)
    return max(low, start - 2 * _AROUND, 0), high if high >= 0 else min(len(text), end + _AROUND)


@lru_cache(maxsize=64)
def _heard(text: str) -> tuple[_Heard, ...]:
    """Every sentence of a text with its speaker and kind of speech."""
    marked = curled(text)
    spans = sentences(marked.replace("““", " “").replace("””", "” "))
    inside = opened(marked, [start for start, _ in spans])
    rows: list[_Heard] = []
    for (start, end), within in zip(spans, inside, strict=True):
        rows.append(_row(text, marked, lead(text, start, end), end, within, rows))
    for first, last in _quotations(rows, marked):
        _share(rows, first, last)
    return tuple(rows)


def _row(text: str, marked: str, start: int, end: int, inside: bool, rows: Sequence[_Heard]) -> _Heard:
    sentence = marked[start:end]
    share = quoted_share(sentence, inside)
    wholly = share > _WHOLLY
    said = None if wholly else saying(sentence, inside)
    begins = not rows or "\n" in text[rows[-1].end : start]
    who = None
    if said and said.named:
        who = text[start + said.start : start + said.end]
    elif said and said.start < said.end:
        who = _followed(marked, start, said, inside, rows)
    elif wholly and not inside and rows:
        who = _goes_on(marked, rows[-1], begins)
    terms = said is None and not inside and _only_terms(sentence)
    direct = (share > _MOSTLY and not terms) or (
        said is not None and share > _PARTLY and (inside or sentence[0] == "“")
    )
    speech: Speech = "direct" if direct else "reported" if said else "none"
    return _Heard(start, end, who, speech, said is not None, inside, begins)


def _only_terms(sentence: str) -> bool:
    """Whether all that stands in quotation marks are terms (`so it is called “the long night.”`), and nobody speaks."""
    return not sentence.startswith("“") and not _SPOKEN.search(sentence)


def _goes_on(marked: str, before: _Heard, begins: bool) -> str | None:
    """Who speaks in a quotation that names nobody: who spoke just before it in the paragraph, or announced it."""
    announced = marked[before.start : before.end].rstrip().endswith(":")
    if begins:
        return before.who if announced and before.said else None
    return before.who if before.speech == "direct" or announced else None


def _quotations(rows: Sequence[_Heard], marked: str) -> list[tuple[int, int]]:
    """The runs of sentences over which one quotation stays open: (first, last), last included."""
    runs, first = [], None
    for index in range(1, len(rows)):
        if rows[index].inside:
            first = index - 1 if first is None else first
        elif first is not None:
            runs.append((first, index - 1))
            first = None
    if first is not None:
        runs.append((first, len(rows) - 1))
    return runs


def _share(rows: list[_Heard], first: int, last: int) -> None:
    """Give the sentences of one quotation the speaker named where it ends, else the one with whom it begins."""
    run = range(first, last + 1)
    named = [index for index in run if rows[index].said]
    at = named[-1] if named and named[-1] > first else first
    who = rows[at].who
    for index in run:
        row = rows[index]
        if row.speech == "direct" and (not row.said or index == at):
            rows[index] = replace(row, who=who)


def _followed(marked: str, start: int, said: Saying, inside: bool, rows: Sequence[_Heard]) -> str | None:
    """Whom "he" or "she" means: who spoke last, if that is one person and nobody else was named since."""
    pronoun = marked[start + said.start : start + said.end].casefold()
    between = [unquoted(marked[start : start + said.start], inside)]
    if pronoun not in ("he", "she"):
        return None
    for row in reversed(rows[-_BACK:]):
        said_here = unquoted(marked[row.start : row.end], row.inside)
        if row.speech != "none":
            return (
                row.who
                if row.who and _person(row.who, pronoun) and not _others(row.who, [*between, said_here])
                else None
            )
        between.append(said_here)
    return None


_BACK = 3
"""Sentences over which a pronoun is followed back."""


def _person(speaker: str, pronoun: str) -> bool:
    """Whether a speaker's words name one person, whom the pronoun can mean."""
    words = {word.casefold().strip(".") for word in speaker.split()}
    return bool(names(speaker)) and not _NO_PERSON.search(speaker) and not words & (_SHE if pronoun == "he" else _HE)


def _others(speaker: str, texts: Sequence[str]) -> bool:
    """Whether anybody or anything but the speaker is named in the texts."""
    words = {word for name in names(speaker) for word in name.words}
    return any(not set(name.words) & words and not set(name.words) <= TITLES for text in texts for name in names(text))

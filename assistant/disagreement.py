"""Articles that give one thing differently: the figure or the day that a question asks for, or whether it is so.

Nothing is chosen here: both versions are shown, the newest first, and a notice says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, takewhile

from assistant.articles import Article, Quote
from assistant.asked_figures import (
    abbreviated,
    alike,
    as_changed,
    asks_what_lasts,
    asks_when_it_will_be,
    is_count,
    is_part,
    is_wanted,
    matter,
)
from assistant.text.bylines import publisher, title
from assistant.text.contradictions import negated, opposed
from assistant.text.dates import Day, days
from assistant.text.day_format import day as written
from assistant.text.day_resolution import resolved
from assistant.text.names import Name, names
from assistant.text.qualifiers import qualifier
from assistant.text.quantities import Quantity, quantities
from assistant.text.source_brackets import apart
from assistant.text.words import FUNCTION, stem

ABOUT = 0.6
"""Share of the question's content words that a sentence must hold to be about the same thing; its names always."""
HALF = 0.5
"""The same of its content words besides names, if there are several: `established` is told in many words. Of these
ABOUT is enough where the names stand in the title."""
APART, LASTING = 100, 400
"""Days between two articles from which they are taken to speak of two occasions, and where what is asked for lasts."""
TOLD = 300
"""Characters before a sentence within which it may be told that something has changed."""
LEAD = 300
"""Characters at an article's beginning that tell what it is about, so that its figures need not."""
COMMON = 12
"""Up to so many is told of this and that in every article."""
DISPUTED = timedelta(days=1)
"""Time within which a smaller figure is another view of the same."""
ROUGHLY = Fraction(1, 12)
"""What figures given as about so many may differ by."""

_WHEN = re.compile(
    r"^\W*(?:when|(?:on|in|by|since|until)?\s*(?:what|which)\s+(?:day|date|month|(?P<year>year)))\b", re.IGNORECASE
)
_AHEAD = re.compile(r"\b(?:will|does|do|is|are)\b", re.IGNORECASE)
_WHETHER = re.compile(r"^\W*(?:is|are|was|were|has|have|had|did|does|do|will|can|could|would)\b", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s(?:last\s|early\s|late\s)?$", re.IGNORECASE)
_SAID_ON = re.compile(
    r"\b(?:said|says|announced|told\s\w+|reported|wrote|added|confirmed)(?:\s\w+)?\s(?:on\s)?$", re.IGNORECASE
)
_ASIDE = re.compile(r",\s(?:after|before|since|when|while|as|though)\s[^,;]*$", re.IGNORECASE)
"""What tells of something else: `…, after a storm had forced it back last month`."""
_BACK_THEN = re.compile(r"\b(?:in|during|between|from|and)\s$", re.IGNORECASE)
"""Stands before when it was; `the largest since 1989` is of now."""
_CHANGED = re.compile(
    r"\b(?:revised?|updated?|now|so\sfar|latest|ha(?:s|ve)\s(?:risen|grown|climbed|fallen|increased)|rose|longer\sthan|delayed"
    r"|postponed|put\soff|moved\sto|all\sbut|accounted\sfor)\b",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\b(?:correction|corrects?|corrected|incorrectly|wrong(?:ly)?|regrets?|misstated)\b", re.IGNORECASE
)
_SHRINKS = re.compile(
    r"\b(?:missing|still|without|remain\w*|trapped|left|now|currently|hospital|strike|will|wanted|unemployed|stranded)\b",
    re.IGNORECASE,
)
"""Asks for those of whom there may be fewer a day later."""
_POSSIBLE = re.compile(r"\b(?:could|may|might)\b[^:;—]*$")
"""Stands before what may come to be: no other figure of what has."""
_WITHIN = re.compile(r"^(?:[^\w,;.]+[\w-]+){1,6}?\s(?:in|across)\s(?:the\s)?(?P<place>[A-Z][\w-]+)")
"""`31 people were killed in Haiti`: the figure is of that place."""
_ASKING = frozenset(
    map(
        stem,
        "how many much when what which day date month year take took part people number"
        " begin start held happen still now currently rate share percent percentage annual level".split(),
    )
)


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What a sentence of an article gives as the answer, in its own words and as a value that can be compared."""

    article: Article
    start: int
    end: int
    words: str
    values: frozenset[object]
    rough: bool = False
    possible: bool = False
    unit: str = ""
    """What the values are in, where that is said: years are no days, and dollars no euros."""
    year: int | None = None
    """Of a day, if the sentence names it."""
    place: str = ""
    """The place that a figure is said to be of."""

    @property
    def sentence(self) -> str:
        """The sentence's own characters."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two articles' versions of one thing, the newer first."""

    newer: GivenAnswer
    older: GivenAnswer


def disagreements(question: str, spans: Sequence[tuple[Article, int, int]]) -> list[Disagreement]:
    """The pairs of sentences, of different articles, that give differently what the question asks for.

    `spans` are sentences, as article, start and end, those that answer best first; of an article the first one that
    gives the thing counts. The newest stand first. Only figures, days and yes or no are compared.
    """
    apart = LASTING if asks_what_lasts(question) or asks_when_it_will_be(question) else APART
    first: dict[str, GivenAnswer] = {}
    for article, start, end in spans:
        if article.id not in first and (said := _said(question, article, start, end)):
            first[article.id] = said
    pairs = [_ordered(one, other) for one, other in combinations(first.values(), 2) if _differ(one, other, apart)]
    kept = [pair for pair in pairs if not (_knows_both(pair) or (is_count(question) and _of_less(question, pair)))]
    return sorted(kept, key=_days, reverse=True)


def _knows_both(pair: Disagreement) -> bool:
    """Whether the older article gives the newer one's figure as well: then it is no news, but another count."""
    figures = {value for value in pair.newer.values if isinstance(value, Fraction) and value > COMMON}
    return bool(figures) and any(figures & set(each.values) for each in quantities(pair.older.article.text))


def _days(pair: Disagreement) -> tuple[date, ...]:
    return tuple(said.article.published or date.min for said in (pair.newer, pair.older))


def disagreement_notices(question: str, quotes: Sequence[Quote]) -> tuple[str, ...]:
    """What a reader should know of quotes that give differently what was asked for."""
    spans = [(quote.article, quote.start, quote.end) for quote in quotes]
    numbers = {(quote.article.id, quote.start): quote.number for quote in quotes}
    found = disagreements(question, spans)
    return tuple(_notice(question, each, numbers) for each in found[:1])


def _notice(question: str, each: Disagreement, numbers: dict[tuple[str, int], int]) -> str:
    newer, older = (_version(said, numbers) for said in (each.newer, each.older))
    if _CORRECTS.search(f"{each.newer.article.title}\n{each.newer.sentence}"):
        return f"A later article corrects this: {newer}; before, {older}."
    if _updates(question, each):
        return f"This has been updated: {newer}; before, {older}."
    return f"The sources differ: {newer}; {older}."


def _version(said: GivenAnswer, numbers: dict[tuple[str, int], int]) -> str:
    article, number = said.article, numbers[said.article.id, said.start]
    return (
        f"{publisher(article.publisher, '') or title(article.title or article.id)}, {written(article.published)}:"
        f" “{apart(said.words)}” [{number}]"
    )


def _updates(question: str, each: Disagreement) -> bool:
    """Whether the newer version tells what happened since, rather than another view of the same."""
    newer, older = each.newer.article.published, each.older.article.published
    if not newer or not older or newer <= older:
        return False
    said = each.newer.article.text[max(0, each.newer.start - TOLD) : each.newer.end]
    changed = _CHANGED.search(f"{each.newer.article.title}\n{said}")
    return bool(changed or (is_count(question) and _grown(each)))


def _grown(each: Disagreement) -> bool:
    figures = [next(iter(said.values)) for said in (each.newer, each.older)]
    return all(isinstance(value, Fraction) for value in figures) and figures[0] > figures[1]  # type: ignore[operator]


def _ordered(one: GivenAnswer, other: GivenAnswer) -> Disagreement:
    dates = [said.article.published or date.min for said in (one, other)]
    return Disagreement(one, other) if dates[0] >= dates[1] else Disagreement(other, one)


def _differ(one: GivenAnswer, other: GivenAnswer, apart: int) -> bool:
    """Whether two answers contradict, of articles at most so many days apart."""
    dates = [said.article.published for said in (one, other)]
    if dates[0] and dates[1] and abs((dates[0] - dates[1]).days) > apart:
        return False
    if one.values & other.values:
        return bool(one.year and other.year and one.year != other.year)
    if one.unit == other.unit == "day" and (_names_too(one, other) or _names_too(other, one)):
        return False
    if not one.values or not other.values or one.possible != other.possible:
        return False
    units = {one.unit, other.unit} - {"", "degree"}
    if len(units) > 1 or _part(one, other) or _part(other, one) or _of_other_numbers(one, other):
        return False
    if one.rough or other.rough:
        return not any(_near(a, b) for a in one.values for b in other.values)
    return True


def _of_less(question: str, pair: Disagreement) -> bool:
    """Whether the newer figure is less, and nothing says that it was corrected: of a part, or of another occasion.

    Of those who are still missing there are fewer a few days later; of the dead there are not.
    """
    if _grown(pair):
        return False
    newer, older = (said.article.published for said in (pair.newer, pair.older))
    later = newer is not None and older is not None and newer - older > DISPUTED
    return _of_other_days(pair) or (later and not _SHRINKS.search(question) and not _told_anew(pair.newer))


def _told_anew(newer: GivenAnswer) -> bool:
    """Whether an article says near a figure, or in its title, that it was changed or wrong."""
    said = f"{newer.article.title}\n{newer.article.text[max(0, newer.start - TOLD) : newer.end + TOLD]}"
    return bool(_CHANGED.search(said) or _CORRECTS.search(said))


def _of_other_days(pair: Disagreement) -> bool:
    """Whether the sentences name different days: counts of two occasions."""
    ours, theirs = (
        {(full.month, full.day) for full in _days_of(said) if full.day} for said in (pair.newer, pair.older)
    )
    return bool(ours and theirs) and not ours & theirs


def _days_of(said: GivenAnswer) -> Iterator[Day]:
    """The days that a sentence names, other than those on which something was said."""
    for named in days(said.sentence):
        if not _SAID_ON.search(said.sentence[: named.start]):
            yield resolved(named, said.article.published)


def _names_too(one: GivenAnswer, other: GivenAnswer) -> bool:
    """Whether a sentence names the day that another gives beside its own: one of them is of something else."""
    return bool(other.values & {(full.month, full.day) for full in _days_of(one)})


def _part(one: GivenAnswer, other: GivenAnswer) -> bool:
    """Whether one may be a part of the other: it is less, and of a place that the other does not name."""
    if not one.place or one.place in f"{other.article.title} {other.sentence}":
        return False
    figures = [value for said in (one, other) for value in said.values if isinstance(value, Fraction)]
    return len(figures) == 2 and figures[0] < figures[1]


def _of_other_numbers(one: GivenAnswer, other: GivenAnswer) -> bool:
    """Whether the sentences name different ordinals: `the first ballot` is not `the third`. Part of a name is none."""
    ours, theirs = (
        {
            value
            for each in quantities(said.sentence)
            if each.form == "ordinal" and not said.sentence[each.start].isupper()
            for value in each.values
        }
        for said in (one, other)
    )
    return bool(ours and theirs and not ours & theirs)


def _near(one: object, other: object) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):  # "in May" and "on 3 May"
        return bool(one[0] == other[0])
    if not isinstance(one, Fraction) or not isinstance(other, Fraction):
        return False
    return abs(one - other) <= ROUGHLY * max(abs(one), abs(other))


def _said(question: str, article: Article, start: int, end: int) -> GivenAnswer | None:
    """What a sentence gives as the answer, if it gives any and is about what is asked: few give one."""
    given = _given(question, article, start, end)
    return given if given and _about(question, article, given.sentence) else None


def _given(question: str, article: Article, start: int, end: int) -> GivenAnswer | None:
    sentence = article.text[start:end]
    if when := _WHEN.search(question):
        if opposed(question, sentence):
            return None
        day = None if when["year"] else _day_said(question, article, start, end)
        return day or _year_said(article, start, end)
    if _WHETHER.search(question):
        return _whether(question, article, start, end)
    if _of_another_year(question, article, sentence):
        return None
    figures = (as_changed(sentence, each) for each in quantities(sentence))
    wanted = [each for each in figures if is_wanted(question, sentence, each)]
    if not wanted:
        return None
    shown = wanted[0]
    words = sentence[shown.start : shown.end]
    within = _WITHIN.match(sentence[shown.end :])
    part = is_part(sentence, shown)
    return GivenAnswer(
        article,
        start,
        end,
        words,
        frozenset(100 * value for value in shown.values) if part else frozenset(shown.values),
        rough=part or _rough(shown, qualifier(sentence, shown.start, shown.end)),
        possible=bool(_POSSIBLE.search(sentence[: shown.start])),
        unit="%" if part else shown.unit,
        place=within["place"] if within and within["place"] not in question else "",
    )


def _rough(figure: Quantity, how: str) -> bool:
    """Whether a figure is given as about so many; `at least 151` was counted."""
    counted = how == "at least" and all(value % 10 for value in figure.values)
    return bool(how) and not counted


def _about(question: str, article: Article, sentence: str) -> bool:
    """Whether a sentence holds enough of the question's words, and it or its article's title or beginning every name.

    What a figure or a day is of may be told there too; whether something is so, only in the sentence.
    """
    asked = [word for word in dict.fromkeys(matter(question)) if word not in _ASKING]
    with_lead = f"{article.title}\n{article.text[:LEAD]}\n{sentence}"
    titled, others = set(matter(with_lead)), names(with_lead)
    held = set(matter(sentence)) if _WHETHER.search(question) else titled
    question = abbreviated(question)
    called = [name for name in names(question) if not name.opens]
    if not asked or not all(_is_named(name, asked, titled, others) for name in called):
        return False
    named = {alike(stem(word)) for name in called for word in name.words}
    besides = [word for word in asked if word not in named]
    what = {word for name in called for word in _said_to_be(question[: name.start])}
    named_only, rest = ([word for word in words if word not in what] for words in (asked, besides))
    return _told(asked, besides, held) or (_told(named_only, rest, held) and any(word in held for word in rest))


def _is_named(name: Name, asked: Collection[str], held: Container[str], others: Iterable[Name]) -> bool:
    """Whether a text that holds these words and names names somebody: by the last name if it is nobody else's."""
    words = [word for word in (alike(stem(word)) for word in name.words) if word in asked]
    last = name.words[-1]
    namesakes = [other for other in others if other.words[-1] == last and not set(other.words) <= set(name.words)]
    return all(word in held for word in (words[-1:] if not namesakes else words))


def _said_to_be(before: str) -> list[str]:
    """What the name behind these words is said to be: `former president`, of `when did the former president`."""
    words = takewhile(lambda word: word.islower() and word not in FUNCTION, reversed(before.split()))
    return matter(" ".join(words))


def _told(asked: Sequence[str], besides: Sequence[str], held: Container[str]) -> bool:
    """Whether enough of the words asked, and of those `besides` names, are held."""
    share, of_these = (sum(word in held for word in words) / len(words) if words else 1.0 for words in (asked, besides))
    return of_these >= ABOUT or (share >= ABOUT and (of_these >= HALF or len(besides) == 1))


def _of_another_year(question: str, article: Article, sentence: str) -> bool:
    """Whether a sentence speaks of years before its article's that the question does not name."""
    years = {day.year for day in days(sentence) if day.year and _BACK_THEN.search(sentence[: day.start])}
    if not article.published or not years:
        return False
    return max(years) < article.published.year and not any(str(year) in question for year in years)


def _day_said(question: str, article: Article, start: int, end: int) -> GivenAnswer | None:
    """The day that a sentence names beside most of what is asked; one ahead if what is to come is asked for."""
    ahead = bool(_AHEAD.search(question))
    sentence, asked = article.text[start:end], set(matter(question))
    for named in sorted(days(sentence), key=lambda each: -len(asked & set(matter(_clause(sentence, each))))):
        if any(aside.search(sentence[: named.start]) for aside in (_SAID_ON, _ASIDE, _SINCE)):
            continue
        bare = named.weekday is not None and not named.day
        may_come = ahead and (bare or named.maybe_ahead)
        full = resolved(replace(named, ahead=True) if may_come else named, article.published)
        if ahead and article.published and _is_past(named, full, article.published):
            continue
        if full.month and (full.day or not full.weekday):
            words = sentence[named.start : named.end]
            values = frozenset({(full.month, full.day)})
            return GivenAnswer(article, start, end, words, values, rough=not full.day, unit="day", year=named.year)
    return None


def _clause(sentence: str, named: Day) -> str:
    """The part of a sentence between commas that names a day."""
    begin = max(sentence.rfind(mark, 0, named.start) for mark in ",;")
    return sentence[begin + 1 : named.end]


def _is_past(named: Day, full: Day, published: date) -> bool:
    """Whether a day or month is known to be no later than that of publication; a weekday is only if it is the same."""
    if not full.year or not full.month:
        return False
    if named.weekday is not None:
        return named.weekday == published.weekday()
    if not full.day:
        return (full.year, full.month) < (published.year, published.month)
    return (full.year, full.month, full.day) <= (published.year, published.month, published.day)


def _year_said(article: Article, start: int, end: int) -> GivenAnswer | None:
    """The year that a sentence names, if it names one: of two one would be of something else."""
    sentence = article.text[start:end]
    years = [named for named in days(sentence) if named.year]
    if len(years) != 1:
        return None
    words = sentence[years[0].start : years[0].end]
    return GivenAnswer(article, start, end, words, frozenset({years[0].year}), unit="year")


def _whether(question: str, article: Article, start: int, end: int) -> GivenAnswer | None:
    sentence = article.text[start:end]
    asked = set(matter(question))
    clause = max(re.split(r"[,;:]\s", sentence), key=lambda each: len(asked & set(matter(each))))
    yes = negated(clause) == negated(question)
    if opposed(question, clause):
        yes = not yes
    return GivenAnswer(article, start, end, clause.rstrip(" ."), frozenset({yes}))

"""Figures: digits, money, percentages, scores and days stand in the quotes, by value, or follow from their dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from assistant.text.dates import Day, days, month_names
from assistant.text.quantities import Quantity, quantities
from assistant.text.units import CURRENCIES
from assistant.text.words import tokens
from assistant.verification.named_days import Dated, follows, years

_MEASURES = frozenset(
    "second minute hour day week fortnight month year decade century mile kilometre metre centimetre millimetre foot"
    " inch yard kilogram gram tonne ton ounce acre hectare barrel gallon litre celsius fahrenheit".split()
)
"""Units that are not said for one another."""

_LEAST_IN_WORDS = 100
"""Numbers in words below this are small counts, which a reader of the sentence compares."""

_DIGIT = re.compile(r"\d")
_NEAR = re.compile(r"(?:,|\s?[-–—]|\sto|\sor|\sand|\sfrom|,\s(?:up|down)\sfrom)\s?")
_POINTS = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")
"""Between thousands, in other languages: 1.200."""

_NAMED = re.compile(r"(?:^|\s)([^\W\d_][\w.’'-]*)[\s\u00a0]$")


@dataclass(frozen=True, slots=True)
class Value:
    """A single value with its unit."""

    value: Fraction
    unit: str


def foreign_figure(
    text: str, sources: Sequence[Dated], articles: Sequence[str], language: str | None = None
) -> str | None:
    """The first figure of a sentence that its quotes do not bear out, or None.

    `articles` are the quoted articles' whole texts, in which a number that belongs to a name ("Title 42") must stand
    beside it. Small numbers in words, fractions, ordinals in words and what is merely "dozens" are not looked at, nor
    is whether a value is meant as "more than" or "about". Units of another `language` than English are not known.
    """
    if language not in (None, "en"):
        text = _POINTS.sub(",", text)
    named = days(text)
    for day in named:
        if not follows(day, sources) and not _merely_a_year(day, sources):
            return text[day.start : day.end]
    rest = _blanked(text, named)
    for month, (start, end) in month_names(rest):
        if not follows(Day(start, end, month=month), sources):
            return text[start:end]
    known = [Known(words, unitless=language not in (None, "en")) for words, _ in sources]
    for said in quantities(rest):
        if _checked(rest, said) and not (_in_a_name(rest, said, articles) or _borne_out(rest, said, known, sources)):
            return text[said.start : said.end]
        rest = rest[: said.start] + "·" * (said.end - said.start) + rest[said.end :]
    for word in re.findall(r"\S*\d\S*", rest):
        if not all(token in _words(articles) for token in _figured(word)):
            return str(word).replace("·", "")
    return None


def _figured(word: str) -> Iterator[str]:
    """The tokens of a word that hold digits, and are as little a quantity as 5G; its parts, if one of them was read."""
    for token in tokens(word.replace("·", " ")):
        parts = token.split("-") if "·" in word else (token,)
        yield from (part for part in parts if _DIGIT.search(part))


def _merely_a_year(day: Day, sources: Sequence[Dated]) -> bool:
    return day.year is not None and day.month is None and day.weekday is None and day.year in years(sources)


def _blanked(text: str, named: Sequence[Day]) -> str:
    for day in named:
        text = text[: day.start] + "·" * (day.end - day.start) + text[day.end :]
    return text


def _checked(text: str, said: Quantity) -> bool:
    """Whether a program compares this quantity: digits, money, percentages and large numbers."""
    if _DIGIT.search(text, said.start, said.end):
        return True
    exact = said.form == "cardinal" and all(value.denominator == 1 for value in said.values)
    if re.match(r"(?:an?|half)\b", text[said.start : said.end], re.IGNORECASE):
        return False
    return exact and (said.unit in CURRENCIES or said.unit == "%" or max(said.values) >= _LEAST_IN_WORDS)


def _in_a_name(text: str, said: Quantity, articles: Sequence[str]) -> bool:
    """Whether a number follows a capitalised word, as in "Title 42", and does so in an article too."""
    before = _NAMED.search(text[: said.start])
    if said.unit or not before or not before[1][0].isupper():
        return False
    phrase = tokens(f"{before[1]} {text[said.start : said.end]}")
    return any(_stands(phrase, article) for article in articles)


def _borne_out(text: str, said: Quantity, known: Sequence[Known], sources: Sequence[Dated]) -> bool:
    if said.form == "spelled":
        return any(said.typed in each.typed for each in known)
    if _year(text, said) and int(said.values[0]) in years(sources):
        return True
    if said.form == "decade":
        return any(0 <= other - said.values[0] < 10 for each in known for other in each.numbers)
    wanted = _values(said)
    if len(wanted) == 2:
        if any(_same_pair(wanted, pair) for each in known for pair in each.pairs):
            return True
        return all(any(_same(value, other) for each in known for other in each.singles) for value in wanted)
    return any(_same(wanted[0], other) for each in known for other in each.values)


def _year(text: str, said: Quantity) -> bool:
    return bool(len(said.values) == 1 and re.fullmatch(r"(?:1[5-9]|20|21)\d\d", text[said.start : said.end]))


def _same_pair(said: Sequence[Value], known: Sequence[Value]) -> bool:
    """Whether two pairs are one, from either side: who wins 6-1 is beaten 1-6."""
    return any(all(map(_same, said, order)) for order in (known, tuple(reversed(known))))


def _same(said: Value, known: Value) -> bool:
    """Whether two values are equal and their units may be said for one another."""
    if abs(said.value) != abs(known.value):
        return False
    ours, theirs = said.unit, known.unit
    if ours == theirs or {ours, theirs} == {"percentage point", "point"}:
        return True
    if any(unit in CURRENCIES or unit in ("%", "percentage point") for unit in (ours, theirs)):
        return False
    return not (ours in _MEASURES and theirs in _MEASURES)


class Known:
    """The figures of one quote: single values, pairs such as scores and ranges, and what is compared as typed."""

    def __init__(self, words: str, *, unitless: bool = False) -> None:
        found = quantities(words)
        self.typed = {quantity.typed for quantity in found if quantity.form == "spelled"}
        self.pairs = [_values(quantity) for quantity in found if len(quantity.values) == 2]
        self.singles = [value for i in range(len(found)) for value in _alternatives(words, found, i)]
        self.values = [*self.singles, *(value for pair in self.pairs for value in pair)]
        if unitless:
            self.singles += [Value(value.value, "") for value in self.values]
            self.values += self.singles
        self.numbers = [value.value for value in self.values]


def _values(quantity: Quantity) -> tuple[Value, ...]:
    """The values of a quantity, cents as parts of a dollar, "2018-19" as two years."""
    values, unit = quantity.values, quantity.unit
    if len(values) == 2 and 1500 <= values[0] < 2200 and values[1] < 100:
        values = (values[0], values[0] // 100 * 100 + values[1])
    if unit in ("cent", "penny"):
        values, unit = tuple(value / 100 for value in values), {"cent": "dollar", "penny": "pound"}[unit]
    return tuple(Value(value, "pound" if unit == "pound sterling" else unit) for value in values)


def _alternatives(text: str, found: Sequence[Quantity], at: int) -> Iterator[Value]:
    """A single value; and with the unit and scale of its neighbour in "from 3 to 5 million dollars"."""
    quantity = found[at]
    if len(quantity.values) > 1 or quantity.form == "spelled":
        return
    (value,) = _values(quantity)
    yield value
    for other in found[max(0, at - 1) : at + 2]:
        low, high = sorted((quantity, other), key=lambda each: each.start)
        if other is quantity or len(other.values) > 1 or not _NEAR.fullmatch(text[low.end : high.start]):
            continue
        if other.unit and not quantity.unit:
            yield Value(value.value, _values(other)[0].unit)
            for scale in (10**3, 10**6, 10**9, 10**12):
                if other is high and other.values[0] >= scale > value.value:
                    yield Value(value.value * scale, _values(other)[0].unit)


@lru_cache(maxsize=64)
def _row(article: str) -> str:
    return f" {' '.join(tokens(article))} "


def _stands(phrase: Sequence[str], article: str) -> bool:
    return f" {' '.join(phrase)} " in _row(article)


def _words(articles: Sequence[str]) -> set[str]:
    words = {word for article in articles for word in _row(article).split()}
    return words | {part for word in words for part in word.split("-")}

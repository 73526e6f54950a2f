"""Numbers: each in the statement stands in the quote, equal in value and unit, meant in the same way."""

from __future__ import annotations

import re

from assistant.text.quantities import Quantity, quantities
from assistant.text.words import content

_A_SINGLE = re.compile(r"\b(?:an?|one|single|another|sole)\b", re.IGNORECASE)
_OLD = re.compile(r"[\s-]old\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\s(?:of|another|or\sthe\sother|in\swhich|that|who|day\b)|[,.;’']|$", re.IGNORECASE)


def numbers(statement: str, quote: str) -> str | None:
    """What is wrong with the statement's numbers, or None.

    "six" is 6 and "5 million" 5,000,000, but 4% is neither 4 nor 4 points, nothing is rounded, and "more than",
    "nearly" or "up to" are neither added nor dropped. Where the quote has several numbers, each must count what
    it counts there. Dates are another rule's: blank them first.
    """
    known = quantities(quote)
    for said in quantities(statement):
        shown = statement[said.start : said.end]
        same_value = [q for q in known if q.values == said.values and q.form == said.form and q.typed == said.typed]
        if not same_value and _merely_one(said, statement, quote):
            continue
        if not same_value:
            return f"{shown} does not stand in the quote"
        same_unit = [q for q in same_value if q.unit == said.unit or _age(statement, said, quote, q)]
        if not same_unit:
            return f"{shown} is {quote[same_value[0].start : same_value[0].end]} in the quote"
        same_meaning = [q for q in same_unit if q.qualifier == said.qualifier]
        if not same_meaning:
            meant = same_unit[0].qualifier
            return f"{shown} is {meant or 'exactly'} {quote[same_unit[0].start : same_unit[0].end]} in the quote"
        if all(_counts_another_thing(statement, said, quote, q, known) for q in same_meaning):
            return f"{shown} counts something else in the quote"
    return None


def _merely_one(said: Quantity, statement: str, quote: str) -> bool:
    """Whether "one" is a pronoun, or an article's "a" in the quote."""
    if statement[said.start : said.end].casefold() != "one":
        return False
    return bool(_PRONOUN.match(statement, said.end) or _A_SINGLE.search(quote))


def _age(statement: str, said: Quantity, quote: str, there: Quantity) -> bool:
    """Whether one is an age in full and the other in short, as in "24 years old" and "is 24"."""
    pair = {said.unit: (statement, said), there.unit: (quote, there)}
    if pair.keys() != {"", "year"}:
        return False
    text, quantity = pair["year"]
    return bool(_OLD.match(text, quantity.end))


def _counts_another_thing(
    statement: str, said: Quantity, quote: str, same: Quantity, known: tuple[Quantity, ...]
) -> bool:
    """Whether what follows the number in the statement follows only another number in the quote."""
    counted = _following(statement, said)
    if not counted or counted & _following(quote, same):
        return False
    return any(
        counted & _following(quote, other) for other in known if other is not same and other.values != same.values
    )


def _following(text: str, quantity: Quantity, reach: int = 3) -> set[str]:
    """The stems of the content words right after a number, up to the next number or clause."""
    ahead = re.split(r"[,;:.()]\s|\d|\band\b", text[quantity.end : quantity.end + 60], maxsplit=1)[0]
    return set(content(ahead)[:reach])

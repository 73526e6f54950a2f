"""Articles that are nearly the same text: an agency's story in two papers is one source, not two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from assistant.articles import Article, Quote
from assistant.text.bylines import publisher

SHINGLE = 5
"""Words in a row that are compared."""
SHARED = 0.5
"""So large a part of the shorter article's shingles must stand in the other.

Of all pairs among 900 articles 26 and 31 (newsquiz2022 and 2025) reach it, each of them one story in two editions or
places, or one notice that stands where two articles stood; separate stories share a tenth at most but for round-ups.
"""
LEAST = 30
"""Shingles of an article, at least: shorter texts are alike by chance."""

_WORD = re.compile(r"\w+")


def echoes(articles: Sequence[Article]) -> list[tuple[Article, Article]]:
    """The pairs of articles that are nearly the same text, in the order given; versions of one article are no pair."""
    shingles = [_shingles(article.text) for article in articles]
    return [
        (articles[one], articles[other])
        for one, other in combinations(range(len(articles)), 2)
        if articles[one].id != articles[other].id and overlap(shingles[one], shingles[other]) >= SHARED
    ]


def echo_notices(quotes: Sequence[Quote]) -> tuple[str, ...]:
    """What a reader should know of quotes that seem to confirm each other and come from one text."""
    numbers: dict[str, list[int]] = {}
    for quote in quotes:
        numbers.setdefault(quote.article.id, []).append(quote.number)
    articles = list({quote.article.id: quote.article for quote in quotes}.values())
    return tuple(
        f"{_marked(numbers[one.id])} and {_marked(numbers[other.id])} are from nearly the same text"
        f"{_published(one, other)}: count them as one source."
        for one, other in echoes(articles)
    )


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """The part of the smaller set that stands in the larger; 0 where there is too little to tell."""
    least = min(len(one), len(other))
    return len(one & other) / least if least >= LEAST else 0.0


def _shingles(text: str) -> frozenset[int]:
    words = _WORD.findall(text.casefold())
    return frozenset(hash(tuple(words[start : start + SHINGLE])) for start in range(len(words) - SHINGLE + 1))


def _marked(numbers: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _published(one: Article, other: Article) -> str:
    if not one.publisher or not other.publisher or one.publisher == other.publisher:
        return ""
    return f", published by {publisher(one.publisher)} and {publisher(other.publisher)}"

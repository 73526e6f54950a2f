"""Articles that are nearly the same text: an agency's story in four papers is one source, not four."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations

from assistant.articles import Article, Quote
from assistant.text.bylines import publisher

SHINGLE = 3
"""Words in a row that are compared. Of texts with a tenth of the words changed, cut to two fifths, led in anew or
shuffled by sentences, 99% still share SHARED of them; with five words it was 82%."""
SHARED = 0.5
"""So large a part of the shorter article's shingles must stand in the other.

Of all pairs among 1,800 news articles some hundred reach it, each of them one story in two editions or places, or kept
up to date; round-ups and separate stories on one event reach .49 at most.
"""
OWN = 0.9
"""The same for two articles of one publisher where one is to stand for both: a story kept up to date is another one."""
LEAST = 30
"""Shingles of an article, at least: shorter texts are alike by chance."""
LONGEST = 60_000
"""Characters of an article that are looked at."""

_WORD = re.compile(r"\w+")
_AGENCY = r"(?P<agency>[A-Z][\w.&’'-]*(?:\s(?:of|de|[A-Z][\w.&’'-]*)){0,4})"
_CREDITS = [
    re.compile(rf"\A[^\n]{{0,60}}\({_AGENCY}\)\s*(?:[—–-]|:)"),
    re.compile(
        rf"(?:^|\n|[.!?]\s)(?:©|Source:|By|Reporting\sby|Material\sfrom|With\smaterial\sfrom)\s{_AGENCY}\s*[.\n]*\Z"
    ),
    re.compile(rf"\b(?:originally|first)\s(?:published|appeared|reported)\s(?:by|in|on)\s{_AGENCY}"),
]


def families(articles: Iterable[Article], own: float = SHARED) -> list[list[Article]]:
    """The articles by families of nearly the same text, in the order given; one that resembles none is alone.

    What resembles a member belongs to its family, so that a copy of a copy does. Versions of one article are one. `own`
    is what two articles of the same publisher must share.
    """
    every = list({article.id: article for article in articles}.values())
    family = list(range(len(every)))
    sets = [_shingles(article.text[:LONGEST]) for article in every]
    for one, other in combinations(range(len(every)), 2):
        least = own if every[one].publisher == every[other].publisher else SHARED
        if family[one] != family[other] and overlap(sets[one], sets[other]) >= least:
            kept, gone = sorted((family[one], family[other]))
            family = [kept if each == gone else each for each in family]
    groups: dict[int, list[Article]] = {}
    for each, article in zip(family, every, strict=True):
        groups.setdefault(each, []).append(article)
    return list(groups.values())


def echo_notices(quotes: Sequence[Quote], read: Iterable[Article]) -> tuple[str, ...]:
    """What a reader should know of quotes whose article is one of several with nearly the same text.

    `read` are all articles that were looked at for the answer: a copy that is not quoted counts too.
    """
    numbers: dict[str, list[int]] = {}
    for quote in quotes:
        numbers.setdefault(quote.article.id, []).append(quote.number)
    quoted = list({quote.article.id: quote.article for quote in quotes}.values())
    notices = (_notice(family, numbers) for family in families([*quoted, *read]))
    return tuple(notice for notice in notices if notice)


def credited(family: Sequence[Article]) -> str | None:
    """Whom the text of a family names as its source: the agency in its dateline or in a credit line."""
    for pattern in _CREDITS:
        for article in family:
            if found := pattern.search(article.text[:LONGEST]):
                return found["agency"].rstrip(".")
    return None


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """The part of the smaller set that stands in the larger; 0 where there is too little to tell."""
    least = min(len(one), len(other))
    return len(one & other) / least if least >= LEAST else 0.0


@lru_cache(maxsize=512)
def _shingles(text: str) -> frozenset[int]:
    words = _WORD.findall(text.casefold())
    return frozenset(hash(tuple(words[start : start + SHINGLE])) for start in range(len(words) - SHINGLE + 1))


def _notice(family: Sequence[Article], numbers: dict[str, list[int]]) -> str:
    """What to say of one family; empty if nothing of it is quoted, or if it is no family."""
    quoted = [article for article in family if article.id in numbers]
    if not quoted or len(family) < 2:
        return ""
    marks = _marked(sorted(number for article in quoted for number in numbers[article.id]))
    publishers = list(dict.fromkeys(article.publisher for article in family if article.publisher))
    if len(publishers) < 2:
        return f"{marks} are from nearly the same text: count them as one source." if len(quoted) > 1 else ""
    source = credited(family)
    named = f"; the text names {source}" if source else ""
    return f"{marks}: {len(publishers)} publications, 1 report ({', '.join(map(publisher, publishers))}){named}."


def _marked(numbers: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)

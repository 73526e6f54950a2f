"""Articles that are nearly the same text: an agency's story in four papers is one source, not four."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from assistant.articles import Article, Quote
from assistant.text.bylines import publisher
from assistant.text.shingles import LONGEST, SHARED, overlap, shingles

OWN = 0.9
"""The same for two articles of one publisher where one is to stand for both: a story kept up to date is another one."""
_AGENCY = r"(?P<agency>[A-Z][\w.&’'-]*(?:\s(?:of|de|[A-Z][\w.&’'-]*)){0,4})"
_CREDITS = [
    re.compile(rf"\A[^\n]{{0,60}}\({_AGENCY}\)\s*(?:[—–-]|:)"),
    re.compile(
        rf"(?:^|\n|[.!?]\s)(?:©|Source:|By|Reporting\sby|Material\sfrom|With\smaterial\sfrom)\s{_AGENCY}\s*[.\n]*\Z"
    ),
    re.compile(rf"\b(?:originally|first)\s(?:published|appeared|reported)\s(?:by|in|on)\s{_AGENCY}"),
]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two articles that are nearly the same text, and which part of the shorter one's shingles stands in the other."""

    one: Article
    other: Article
    shared: float

    @property
    def is_copy(self) -> bool:
        """Whether one may stand for both: of one publisher only if nothing of weight was added."""
        return self.shared >= (OWN if self.one.publisher == self.other.publisher else SHARED)


def families(articles: Iterable[Article], likenesses: Iterable[Likeness]) -> list[list[Article]]:
    """The articles by families of nearly the same text, in the order given; one that resembles none is alone.

    What resembles a member belongs to its family, so that a copy of a copy does. Those that are only named in a
    likeness come after those given. Versions of one article are one.
    """
    likenesses = list(likenesses)
    every = {article.id: article for article in articles}
    for each in likenesses:
        every.setdefault(each.one.id, each.one)
        every.setdefault(each.other.id, each.other)
    place = {id: at for at, id in enumerate(every)}
    family = list(range(len(every)))
    for each in likenesses:
        kept, gone = sorted((family[place[each.one.id]], family[place[each.other.id]]))
        family = [kept if at == gone else at for at in family]
    groups: dict[int, list[Article]] = {}
    for at, article in zip(family, every.values(), strict=True):
        groups.setdefault(at, []).append(article)
    return list(groups.values())


def likeness(one: Article, other: Article) -> Likeness | None:
    """How two articles are nearly the same text, if they are.

    What one publisher prints word for word under two titles on two days is hardly an article, but a notice of its page.
    """
    if (one.sha256, one.publisher) == (other.sha256, other.publisher) and one.title != other.title:
        return None
    shared = overlap(_shingles(one.text), _shingles(other.text))
    return Likeness(one, other, shared) if shared >= SHARED else None


def likenesses(articles: Iterable[Article]) -> Iterator[Likeness]:
    """The pairs among articles that are nearly the same text, found by comparing each with each."""
    every = {article.id: article for article in articles}.values()
    return (found for one, other in combinations(every, 2) if (found := likeness(one, other)))


def echo_notices(quotes: Sequence[Quote], read: Iterable[Article]) -> tuple[str, ...]:
    """What a reader should know of quotes whose article is one of several with nearly the same text.

    `read` are all articles that were looked at for the answer: a copy that is not quoted counts too.
    """
    numbers: dict[str, list[int]] = {}
    for quote in quotes:
        numbers.setdefault(quote.article.id, []).append(quote.number)
    quoted = list({quote.article.id: quote.article for quote in quotes}.values())
    every = [*quoted, *read]
    notices = (_notice(family, numbers) for family in families(every, likenesses(every)))
    return tuple(notice for notice in notices if notice)


def credited(family: Sequence[Article]) -> str | None:
    """Whom the text of a family names as its source: the agency in its dateline or in a credit line."""
    for pattern in _CREDITS:
        for article in family:
            if found := pattern.search(article.text[:LONGEST]):
                return found["agency"].rstrip(".")
    return None


@lru_cache(maxsize=512)
def _shingles(text: str) -> frozenset[int]:
    return shingles(text)


def _notice(family: Sequence[Article], numbers: dict[str, list[int]]) -> str:
    """What to say of one family; empty if nothing of it is quoted, or if it is no family."""
    quoted = [article for article in family if article.id in numbers]
    publishers = list(dict.fromkeys(name for article in family for name in article.publishers))
    if not quoted or max(len(family), len(publishers)) < 2:
        return ""
    marks = _marked(sorted(number for article in quoted for number in numbers[article.id]))
    if len(publishers) < 2:
        return f"{marks} are from nearly the same text: count them as one source." if len(quoted) > 1 else ""
    source = credited(family)
    named = f"; the text names {source}" if source else ""
    return f"{marks}: {len(publishers)} publications, 1 report ({', '.join(map(publisher, publishers))}){named}."


def _marked(numbers: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)

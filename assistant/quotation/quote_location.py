"""From the words that a draft cites to the spans of articles that are shown for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.articles import Passage
from assistant.drafts import Draft, RuleFailure
from assistant.quotation.matching import Match, find
from assistant.quotation.quote_edges import trimmed
from assistant.quotation.spans import Span
from assistant.quotation.widening import widen
from assistant.text.folding import fold
from assistant.text.words import tokens

REACH = 100_000
"""Characters on both sides of a passage in which cited words are looked for that no passage holds."""

_ELLIPSIS = re.compile(r"\[?(?:…|\.(?:\s?\.){2,})\]?")


@dataclass(frozen=True, slots=True)
class Located:
    """The spans that hold a draft's cited words, and the citations that stand nowhere."""

    spans: tuple[Span, ...]
    failures: tuple[RuleFailure, ...] = ()


def locate(draft: Draft, passages: Sequence[Passage]) -> Located:
    """Find the words that a draft cites, and widen them to whole sentences.

    Citations count passages from 1. Words that do not stand in the passage cited are looked for in the others that
    were read, then in the rest of the cited article and of the others: a right quote with a slightly wrong place is
    none the worse. Where the title was copied, the draft's text is looked for instead. Words found nowhere, and
    numbers of no passage, are left out and are failures.
    """
    spans: list[Span] = []
    failures: list[RuleFailure] = []
    for citation in draft.citations:
        if not 1 <= citation.passage <= len(passages):
            failures.append(RuleFailure("match", f"there is no passage {citation.passage}"))
            continue
        cited = passages[citation.passage - 1]
        places = _first_places(citation.words, cited, passages)
        if not places and _is_title(citation.words, cited):  # titles stand in no passage, but the text may
            places = _first_places(draft.text, cited, passages)
        spans += (span for passage, match in places for span in widen(passage, match))
        if not places:
            failures.append(RuleFailure("match", f"“{citation.words}” stands in no article that was read"))
    if not draft.citations:
        failures.append(RuleFailure("match", "it cites nothing"))
    return Located(_distinct(map(trimmed, _distinct(spans))), tuple(failures))


def _is_title(words: str, passage: Passage) -> bool:
    """Whether words are a copy of an article's title, whatever follows it."""
    title = fold(passage.article.title).text.rstrip(" .…")
    return bool(title) and fold(words).text.startswith(title)


def _first_places(words: str, cited: Passage, passages: Sequence[Passage]) -> list[tuple[Passage, Match]]:
    """Where the words stand in the first that holds them: the passage cited, another, or an article read."""
    areas = ((passage, area) for passage, area in _areas(cited, passages))
    return next(filter(None, ([(passage, match) for match in _places(words, area)] for passage, area in areas)), [])


def _areas(cited: Passage, passages: Sequence[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Each passage with the area to look in: itself first, then as much of its article as is looked through."""
    order = list({passage.id: passage for passage in (cited, *passages)}.values())
    yield from ((passage, passage) for passage in order)
    articles: dict[str, Passage] = {}
    for passage in order:
        articles.setdefault(passage.article.sha256, passage)
    for passage in articles.values():
        end = min(len(passage.article.text), passage.end + REACH)
        yield passage, replace(passage, start=max(0, passage.start - REACH), end=end)


def _places(words: str, passage: Passage) -> list[Match]:
    """Where the words stand in a passage; the pieces on both sides of a copier's ellipsis, in their order."""
    text = passage.article.text
    whole = find(words, text, passage.start, passage.end)
    if whole:
        return [whole]
    pieces = [piece for piece in _ELLIPSIS.split(words) if tokens(piece)]
    found: list[Match] = []
    at = passage.start
    for piece in pieces if len(pieces) > 1 else ():
        match = find(piece, text, at, passage.end)
        if match is None:
            return []
        found.append(match)
        at = match.end
    return found


def _distinct(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans without those that lie within another."""
    kept: list[Span] = []
    for span in spans:
        if any(_within(span, other) for other in kept):
            continue
        kept = [other for other in kept if not _within(other, span)] + [span]
    return tuple(kept)


def _within(inner: Span, outer: Span) -> bool:
    inside = outer.start <= inner.start and inner.end <= outer.end
    return inside and inner.passage.article.sha256 == outer.passage.article.sha256

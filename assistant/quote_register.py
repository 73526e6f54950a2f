"""The quotes of one answer: numbered by first use, each once, and within what may be shown of an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from assistant.articles import Article, Quote
from assistant.attribution.speakers import attribution
from assistant.quotation.spans import Span

Key = tuple[str, int]
"""An article by its id and version."""


class QuoteRegister:
    """Numbers the quotes of an answer, and keeps count of what it shows of each article."""

    def __init__(self) -> None:
        self.quotes: list[Quote] = []
        self.cited: set[int] = set()
        """Ids of the passages that quotes were taken from."""

    def shown(self, span: Span) -> Quote | None:
        """The quote that holds a span already."""
        return next(
            (
                quote
                for quote in self.quotes
                if _key(quote.article) == _key(span.passage.article)
                and quote.start <= span.start
                and span.end <= quote.end
            ),
            None,
        )

    def fitting(self, spans: Iterable[Span], reserved: Iterable[Span] = ()) -> tuple[Span, ...]:
        """The spans that may be shown beside the quotes and what is `reserved`, less those that would be too much."""
        taken = defaultdict[Key, list[tuple[int, int]]](list)
        for article, start, end in [
            *((quote.article, quote.start, quote.end) for quote in self.quotes),
            *((span.passage.article, span.start, span.end) for span in reserved),
        ]:
            taken[_key(article)].append((start, end))
        kept = []
        for span in spans:
            article = span.passage.article
            stretches = [*taken[_key(article)], (span.start, span.end)]
            if _covered(stretches) <= article.showable:
                taken[_key(article)] = stretches
                kept.append(span)
        return tuple(kept)

    def quote(self, span: Span) -> Quote:
        """The quote that shows a span: one that there is, or a new one with the next number."""
        if known := self.shown(span):
            return known
        article = span.passage.article
        speaker, speech = attribution(article, span.start, span.end)
        quote = Quote(len(self.quotes) + 1, article, span.passage.id, span.start, span.end, span.text, speaker, speech)
        self.quotes.append(quote)
        self.cited.add(span.passage.id)
        return quote


def _covered(stretches: Iterable[tuple[int, int]]) -> int:
    """The characters of the stretches together, counting none twice."""
    total = at = 0
    for start, end in sorted(stretches):
        total += max(0, end - max(start, at))
        at = max(at, end)
    return total


def _key(article: Article) -> Key:
    return article.id, article.version

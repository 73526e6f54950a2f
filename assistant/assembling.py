"""Verdicts to numbered statements and quotes, within what one answer may show of an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from assistant.answers import Said, Statement
from assistant.articles import Article, Quote
from assistant.verification import Span, Verdict, attribution

SHARE = 4
"""One answer shows at most one part in SHARE of an article, and at least a sentence."""


class Assembly:
    """The statements of one answer as they come; quotes are numbered by first use.

    `add` returns what a reader may now be shown, or None where the verdict adds nothing: no quote was left,
    the same was said before, or the article has been quoted enough.
    """

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.quotes: list[Quote] = []
        self.cited: set[int] = set()
        self._numbers: dict[tuple[str, int, int, int], int] = {}
        self._said: set[str] = set()
        self._shown: dict[str, int] = defaultdict(int)
        self._replaced: list[str] = []
        self._unquoted = 0
        self._withheld = 0

    def add(self, verdict: Verdict) -> Said | None:
        """Number the verdict's quotes and keep its statement."""
        if verdict.dropped:
            self._unquoted += 1
            return None
        if self._repeats(verdict):
            return None
        new = [span for span in verdict.spans if _key(span) not in self._numbers]
        if not self._fits(new):
            self._withheld += 1
            return None
        if verdict.failures:
            self._replaced.append(verdict.failures[0].detail)
        quotes = tuple(self._quote(span) for span in verdict.spans)
        numbers = tuple(dict.fromkeys(quote.number for quote in quotes))
        statement = Statement(verdict.text, numbers, verdict.kind)
        self.statements.append(statement)
        self._said.add(_folded(verdict.text))
        return Said(statement, tuple(dict.fromkeys(quotes)))

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader should know of sentences that did not come through as they were written."""
        lines = []
        if self._replaced:
            reasons = "; ".join(dict.fromkeys(detail for detail in self._replaced if detail))
            lines.append(
                f"{_count(len(self._replaced), 'sentence')} went further than the quoted words and "
                f"{'was' if len(self._replaced) == 1 else 'were'} replaced by them{f' ({reasons})' if reasons else ''}."
            )
        if self._unquoted:
            lines.append(f"{_count(self._unquoted, 'sentence')} left out: no article holds the words cited.")
        if self._withheld:
            lines.append(
                f"{_count(self._withheld, 'further sentence')} left out: "
                f"an answer shows at most a quarter of any article."
            )
        return tuple(lines)

    def _repeats(self, verdict: Verdict) -> bool:
        if _folded(verdict.text) in self._said:
            return True
        return verdict.kind == "quoted" and all(_key(span) in self._numbers for span in verdict.spans)

    def _fits(self, spans: Iterable[Span]) -> bool:
        wanted: dict[str, int] = defaultdict(int)
        articles: dict[str, Article] = {}
        for span in spans:
            wanted[span.passage.article.id] += span.end - span.start
            articles[span.passage.article.id] = span.passage.article
        return all(
            not self._shown[id] or self._shown[id] + length <= len(articles[id].text) // SHARE
            for id, length in wanted.items()
        )

    def _quote(self, span: Span) -> Quote:
        article, key = span.passage.article, _key(span)
        if key in self._numbers:
            return self.quotes[self._numbers[key] - 1]
        speaker, speech = attribution(article, span.start, span.end)
        number = len(self.quotes) + 1
        text = article.text[span.start : span.end]
        quote = Quote(number, article, span.passage.id, span.start, span.end, text, speaker, speech)
        self.quotes.append(quote)
        self._numbers[key] = number
        self._shown[article.id] += span.end - span.start
        self.cited.add(span.passage.id)
        return quote


def _key(span: Span) -> tuple[str, int, int, int]:
    article = span.passage.article
    return article.id, article.version, span.start, span.end


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _count(number: int, noun: str) -> str:
    return f"{'One' if number == 1 else number} {noun}{'' if number == 1 else 's'}"

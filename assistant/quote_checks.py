"""Whether the quotes of an answer that was saved still stand in the archive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ValidationError

from assistant.errors import ArticleMissing, UsageError
from assistant.text.folding import fold
from assistant.text.sentences import sentences

if TYPE_CHECKING:
    from assistant.archive import Snapshot
    from assistant.articles import Article

Outcome = Literal[
    "stands", "stands in a newer version", "changed", "superseded", "removed", "erased", "unknown", "misquoted"
]

STANDING: tuple[Outcome, ...] = ("stands", "stands in a newer version")
ALIKE = 0.6
"""From which similarity on a sentence of the newer version is the quoted one, changed."""


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """What has become of one quote of an answer.

    `changed`: the newer version has a sentence like it, `now`; `superseded`: it has none. `removed` articles were
    taken out of every search, `erased` ones are gone for good, `unknown` ones were never in this archive, and
    `misquoted` words do not stand in the version that the answer names. `correction` is what the current version says
    of itself.
    """

    number: int
    outcome: Outcome
    article: str
    version: int
    current: int | None = None
    was: str = ""
    now: str | None = None
    correction: str | None = None

    @property
    def stands(self) -> bool:
        """Whether the quote can be relied on as it was saved."""
        return self.outcome in STANDING

    def to_dict(self) -> dict[str, object]:
        """The check as `check --json` prints it."""
        return {
            "number": self.number,
            "outcome": self.outcome,
            "stands": self.stands,
            "article": self.article,
            "version": self.version,
            "current": self.current,
            "was": self.was,
            "now": self.now,
            "correction": self.correction,
        }


def quote_checks(answer: Mapping[str, object], snapshot: Snapshot) -> tuple[QuoteCheck, ...]:
    """Each quote of an answer, as `Answer.to_dict()` gives it, against one state of the archive; nothing is written.

    Raises UsageError if this is no saved answer.
    """
    try:
        quotes = _SavedAnswer.model_validate(answer).quotes
    except ValidationError as error:
        raise UsageError("this is no saved answer", "save one with `pullquote ask … --json`") from error
    return tuple(_checked(quote, snapshot) for quote in quotes)


class _SavedArticle(BaseModel):
    id: str
    version: int
    sha256: str


class _SavedQuote(BaseModel):
    number: int
    text: str
    start: int
    end: int
    article: _SavedArticle


class _SavedAnswer(BaseModel):
    """What of a saved answer is checked; whatever else it holds is left aside."""

    quotes: list[_SavedQuote]


def _checked(quote: _SavedQuote, snapshot: Snapshot) -> QuoteCheck:
    said = QuoteCheck(quote.number, "stands", quote.article.id, quote.article.version, was=quote.text)
    state = snapshot.standing(said.article)
    if state == "erased" or state == "unknown":
        return replace(said, outcome=state)
    current = snapshot.article(said.article)
    said = replace(said, current=current.version, correction=current.correction)
    if not _stood(snapshot, quote):
        return replace(said, outcome="misquoted")
    if state == "removed":
        return replace(said, outcome="removed")
    if current.version == said.version:
        return said
    if fold(said.was).text in fold(current.text).text:
        return replace(said, outcome="stands in a newer version")
    now = _nearest(said.was, current)
    return replace(said, outcome="changed" if now else "superseded", now=now)


def _stood(snapshot: Snapshot, quote: _SavedQuote) -> bool:
    """Whether the words stand where the answer says, in the version it names."""
    try:
        article = snapshot.article(quote.article.id, quote.article.version)
    except ArticleMissing:
        return False
    return article.sha256 == quote.article.sha256 and article.text[quote.start : quote.end] == quote.text


def _nearest(text: str, article: Article) -> str | None:
    """The run of as many sentences that is most like the quote, if it is like it."""
    spans, count = sentences(article.text), max(1, len(sentences(text)))
    runs = [article.text[first[0] : last[1]] for first, last in zip(spans, spans[count - 1 :], strict=False)]
    scored = [(_similarity(text, run), run) for run in runs]
    best = max(scored, key=lambda each: each[0], default=(0.0, ""))
    return best[1] if best[0] >= ALIKE else None


def _similarity(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one.casefold().split(), other.casefold().split(), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE else 0.0

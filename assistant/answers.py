"""What is said, and what it rests on: Answer, Statement, and the parts of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from assistant.articles import Passage, Quote
from assistant.text.source_brackets import apart

Status = Literal["answered", "not_found"]
Reason = Literal["no_articles", "nothing_close", "unverified"]
Kind = Literal["quoted", "written"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is confined to; both days of a range belong to it."""

    publishers: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    as_of: date | None = None

    def to_dict(self) -> dict[str, object]:
        """The filters as `ask --json` prints them."""
        return {
            "publishers": list(self.publishers),
            "since": _iso(self.since),
            "until": _iso(self.until),
            "as_of": _iso(self.as_of),
        }


@dataclass(frozen=True, slots=True)
class Searched:
    """How many articles were searched, and the days between which they were published."""

    articles: int = 0
    first: date | None = None
    last: date | None = None

    def to_dict(self) -> dict[str, object]:
        """The extent of the search as `ask --json` prints it."""
        return {"articles": self.articles, "from": _iso(self.first), "to": _iso(self.last)}


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage that was read for an answer, with its relevance and whether a quote was taken from it."""

    passage: Passage
    score: float
    cited: bool = False

    @property
    def excerpt(self) -> str:
        """The passage on one line, without its first line if that is the article's title, as in a bare text."""
        words = self.passage.text.split()
        first, _, rest = self.passage.text.partition("\n")
        return " ".join(rest.split() if rest and first.split() == self.passage.article.title.split() else words)

    def to_dict(self) -> dict[str, object]:
        """The passage as `ask --json` prints it."""
        return {
            "id": self.passage.id,
            "article": self.passage.article.reference(),
            "start": self.passage.start,
            "end": self.passage.end,
            "text": self.passage.text,
            "score": round(self.score, 4),
            "cited": self.cited,
        }


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer, and the numbers of the quotes that bear it out.

    `quoted` is the source's own words; `written` is a model's sentence that was checked against its quotes.
    """

    text: str
    quotes: tuple[int, ...]
    kind: Kind

    def to_dict(self) -> dict[str, object]:
        """The statement as `ask --json` prints it."""
        return {"text": self.text, "quotes": list(self.quotes), "kind": self.kind}

    @property
    def marked(self) -> str:
        r"""The text followed by its markers: `… [1][2]`; a source's own `[1]` within it is written `\[1]`."""
        return f"{apart(self.text)} {''.join(f'[{number}]' for number in self.quotes)}"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question, or what was searched without finding one.

    Raises ValueError if an `answered` answer has no statement, or if a statement has no quote or names one
    that is not among `quotes`; likewise if `not_found` comes without a reason.
    """

    question: str
    status: Status
    reason: Reason | None = None
    written_by: str = "quotes"
    statements: tuple[Statement, ...] = ()
    quotes: tuple[Quote, ...] = ()
    passages: tuple[ReadPassage, ...] = ()
    searched: Searched = Searched()
    filters: Filters = Filters()
    absent: tuple[str, ...] = ()
    """Names and terms of the question that stand in no article searched."""
    notices: tuple[str, ...] = ()
    usage: Mapping[str, object] = field(default_factory=dict)
    timings: Mapping[str, float] = field(default_factory=dict)
    """Seconds by step."""

    def __post_init__(self) -> None:
        if self.status == "not_found":
            if self.reason is None or self.statements or self.quotes:
                raise ValueError("an answer that was not found has a reason, and neither statements nor quotes")
            return
        if self.reason is not None or not self.statements:
            raise ValueError("an answered question has statements and no reason for failing")
        numbers = [quote.number for quote in self.quotes]
        if numbers != list(range(1, len(numbers) + 1)):
            raise ValueError("quotes are numbered 1, 2, 3, … in order")
        for statement in self.statements:
            if not statement.quotes or not set(statement.quotes) <= set(numbers):
                raise ValueError(f"no quote bears out {statement.text!r}")

    @property
    def text(self) -> str:
        """The statements in one line, each with its markers."""
        return " ".join(statement.marked for statement in self.statements)

    def to_dict(self) -> dict[str, object]:
        """The answer as `ask --json` prints it (schema 1)."""
        return {
            "schema": 1,
            "question": self.question,
            "status": self.status,
            "reason": self.reason,
            "text": self.text,
            "written_by": self.written_by,
            "statements": [statement.to_dict() for statement in self.statements],
            "quotes": [quote.to_dict() for quote in self.quotes],
            "passages": [read.to_dict() for read in self.passages],
            "searched": self.searched.to_dict(),
            "filters": self.filters.to_dict(),
            "absent": list(self.absent),
            "notices": list(self.notices),
            "usage": dict(self.usage),
            "timings": {step: round(seconds, 4) for step, seconds in self.timings.items()},
        }

    def to_markdown(self) -> str:
        """The answer as Markdown, its quotes as block quotes with full references."""
        from assistant.rendering.answer_markdown import render

        return render(self)


@dataclass(frozen=True, slots=True)
class Found:
    """First event of a stream: the passages that will be read, and what the search was confined to."""

    passages: tuple[ReadPassage, ...]
    filters: Filters = Filters()


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that has passed verification, with the quotes it rests on."""

    statement: Statement
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """Last event of a stream: the whole answer."""

    answer: Answer


Event = Found | Said | Done


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

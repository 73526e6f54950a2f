"""What is said, and what it rests on: Answer, Statement, and the parts of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from assistant.articles import Article, Passage, Quote
from assistant.search_scope import NO_FILTERS, NOTHING_SEARCHED, Filters, Searched
from assistant.text.source_brackets import apart

Status = Literal["answered", "not_found"]
Reason = Literal["no_articles", "nothing_close", "unverified"]
Kind = Literal["quoted", "written"]

SHOWN = 80
"""Characters of question and answer in a `repr`."""


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage that was read for an answer, with its relevance and whether a quote was taken from it."""

    passage: Passage
    score: float
    """The reranker's logit and what its day adds; of one that it did not score, for it could not come first, 0 or the
    least of those that it did."""
    cited: bool = False
    copies: tuple[Article, ...] = ()
    """Other articles of the archive that are nearly the same text; they were not read."""

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

    `quoted` is the source's own words; `written` is a model's sentence that was checked against its quotes, by a
    program and by the judge that `checked_by` names (None where quoted).
    """

    text: str
    quotes: tuple[int, ...]
    kind: Kind
    checked_by: str | None = None

    def to_dict(self) -> dict[str, object]:
        """The statement as `ask --json` prints it."""
        return {"text": self.text, "quotes": list(self.quotes), "kind": self.kind, "checked_by": self.checked_by}

    @property
    def marked(self) -> str:
        r"""The text followed by its markers: `… [1][2]`; a source's own `[1]` within it is written `\[1]`."""
        return f"{apart(self.text)} {''.join(f'[{number}]' for number in self.quotes)}"


class ExamDue(str):
    """The notice that no model writes because the judge of its sentences, `model`, has not sat its exam."""

    model: str


def exam_due(model: str) -> ExamDue:
    """That notice, with what to do."""
    notice = ExamDue(
        f"{model} has not sat the exam for checking sentences, so the sources' own sentences answer. "
        f"`pullquote judge {model}` puts it."
    )
    notice.model = model
    return notice


class ArticleCount(str):
    """The notice of how many articles there are, or mention something, with the command that lists them all.

    `said` is that without the command; `mentions` and `filters` are what those articles were looked for by.
    """

    said: str
    mentions: tuple[str, ...]
    filters: Filters


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
    searched: Searched = NOTHING_SEARCHED
    filters: Filters = NO_FILTERS
    missing: tuple[str, ...] = ()
    """Parts of the question that a model found nothing on."""
    absent: tuple[str, ...] = ()
    """Names and terms of the question that stand in no article searched."""
    notices: tuple[str, ...] = ()
    """What a reader should know of how the answer came about."""
    above: tuple[str, ...] = ()
    """Notices that stand above the answer, apart from the others: that it may be none, or how many articles there are.
    As JSON they are the first of `notices`."""
    understood_as: str = ""
    """The question as it was completed from the turns before; empty if it was taken as typed."""
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
    def prose(self) -> tuple[Statement, ...]:
        """The statements that are the answer: what a model wrote, or else the sources' own sentences."""
        return tuple(each for each in self.statements if each.kind == "written") or self.statements

    @property
    def also(self) -> tuple[Statement, ...]:
        """What stands below a model's prose as "Also in the sources": quotes of what it wrote and is not shown."""
        return tuple(each for each in self.statements if each not in self.prose)

    @property
    def checked_by(self) -> str | None:
        """The judge that read the written statements; None if there are none."""
        return next((each.checked_by for each in self.statements if each.checked_by), None)

    @property
    def exam_due(self) -> str | None:
        """The model whose exam (`pullquote judge`) must be passed before a model writes; None if none is due."""
        return next((each.model for each in self.notices if isinstance(each, ExamDue)), None)

    @property
    def text(self) -> str:
        """The answer in one line, each statement with its markers; what is "also in the sources" is not part of it."""
        return " ".join(statement.marked for statement in self.prose)

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
            "missing": list(self.missing),
            "absent": list(self.absent),
            "notices": [*self.above, *self.notices],
            "usage": dict(self.usage),
            "timings": {step: round(seconds, 4) for step, seconds in self.timings.items()},
        }

    def to_markdown(self) -> str:
        """The answer as Markdown, its quotes as block quotes with full references."""
        from assistant.rendering.answer_markdown import render

        return render(self)

    def _repr_markdown_(self) -> str:
        """The answer as a notebook shows it."""
        return self.to_markdown()

    def __bool__(self) -> bool:
        """Whether the question was answered; where an answer may be None, compare with None."""
        return self.status == "answered"

    def __str__(self) -> str:
        """What the answer says, or why there is none, and its sources: plain text without control characters."""
        from assistant.rendering.answer_plain import render

        return render(self)

    def __repr__(self) -> str:
        said = self.text if len(self.text) <= SHOWN else f"{self.text[:SHOWN]}…"
        outcome = f"{len(self.quotes)} quotes, {said!r}" if self else f"reason={self.reason!r}"
        return f"<Answer {self.status} to {self.question[:SHOWN]!r}: {outcome}>"


@dataclass(frozen=True, slots=True)
class Found:
    """First event of a stream: the passages that will be read, what the search was confined to, and what stands above
    the answer as far as it is known by then."""

    passages: tuple[ReadPassage, ...]
    filters: Filters = NO_FILTERS
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that may be shown, with the quotes it rests on. Those of a model's prose come in its order, then what
    is "also in the sources"."""

    statement: Statement
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """Last event of a stream: the whole answer."""

    answer: Answer


Event = Found | Said | Done

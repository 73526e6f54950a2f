"""Drafts to an answer: each verified as it comes, numbered, and kept within what may be shown of an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from time import perf_counter

from assistant.answers import Answer, Event, ReadPassage, Said, Statement
from assistant.articles import BRIEF, Article, Quote
from assistant.disagreement import disagreement_notices
from assistant.errors import LanguageModelError
from assistant.generation import Request, Usage, Writer
from assistant.near_duplicates import echo_notices
from assistant.text.correction_notes import correction_note
from assistant.text.day_format import day
from assistant.verification import Span, Verdict, attribution, verify


def assemble(
    answer: Answer, request: Request, writer: Writer, quoting: Callable[[], Writer]
) -> Generator[Event, None, Answer]:
    """Write, verify and number, yielding each statement once verified; returns `answer` with what came of it.

    A language model that fails before anything could be shown is replaced by the writer that `quoting` builds;
    one that fails later leaves an answer that is said to be incomplete. A writer without a draft found nothing
    in the passages that answers.
    """
    began, attempt, notices = perf_counter(), _Attempt(writer), list(answer.notices)
    try:
        yield from attempt.run(request)
    except LanguageModelError as error:
        if attempt.assembly.statements:
            notices.append(_failed("The answer is incomplete", error))
        else:
            notices.append(_failed("No model wrote this answer", error))
            attempt = _Attempt(quoting(), attempt.usage)
            yield from attempt.run(request)
    assembly = attempt.assembly
    found = bool(assembly.statements)
    return replace(
        answer,
        status="answered" if found else "not_found",
        reason=None if found else ("unverified" if attempt.drafts else "nothing_close"),
        written_by=attempt.writer.name,
        statements=tuple(assembly.statements),
        quotes=tuple(assembly.quotes),
        passages=tuple(replace(read, cited=read.passage.id in assembly.cited) for read in answer.passages),
        notices=(
            *notices,
            *assembly.notices,
            *attempt.usage.notices,
            *_undated(answer, assembly.quotes),
            *_corrected(assembly.quotes),
            *echo_notices(assembly.quotes, _looked_at(answer.passages)),
            *disagreement_notices(request.question, assembly.quotes),
        ),
        usage=attempt.usage.to_dict(),
        timings={
            **answer.timings,
            **({"first_statement": attempt.first - began} if attempt.first else {}),
            "writing": perf_counter() - began,
        },
    )


def _looked_at(passages: Iterable[ReadPassage]) -> Iterator[Article]:
    """The articles of the passages, and their copies."""
    for read in passages:
        yield read.passage.article
        yield from read.copies


def _undated(answer: Answer, quotes: Iterable[Quote]) -> Iterator[str]:
    """What to say of quotes without a date where only what was known on a day was asked for."""
    undated = [f"[{quote.number}]" for quote in quotes if quote.article.published is None]
    if undated and answer.filters.as_of:
        have = "has" if len(undated) == 1 else "have"
        yield f"{''.join(undated)} {have} no date, and may be later than {day(answer.filters.as_of)}."


def _corrected(quotes: Iterable[Quote]) -> Iterator[str]:
    """What to say of quotes from articles that were withdrawn or corrected; an update is told on the quote alone."""
    articles = {quote.article.id: quote.article for quote in quotes}
    for id, article in articles.items():
        note = correction_note(article.text, article.title)
        if note and note.kind != "update":
            marks = "".join(f"[{quote.number}]" for quote in quotes if quote.article.id == id)
            said = "was withdrawn" if note.kind == "retraction" else "carries a note"
            yield f"The article of {marks} {said}: “{article.correction}”"


class _Attempt:
    """One writer's try at an answer."""

    def __init__(self, writer: Writer, usage: Usage | None = None) -> None:
        self.writer = writer
        self.assembly = Assembly()
        self.usage = usage or Usage()
        self.first: float | None = None
        self.drafts = 0

    def run(self, request: Request) -> Iterator[Said]:
        passages = [read.passage for read in request.passages]
        with closing(self.writer.write(request)) as parts:
            for part in parts:
                if isinstance(part, Usage):
                    self.usage = part if part.requests else self.usage  # what a failed model took counts too
                    continue
                self.drafts += 1
                if said := self.assembly.add(verify(part, passages)):
                    self.first = self.first or perf_counter()
                    yield said


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
                f"{_count(len(self._replaced), 'sentence')} could not be shown to follow from the quoted words and "
                f"{'was' if len(self._replaced) == 1 else 'were'} replaced by them{f' ({reasons})' if reasons else ''}."
            )
        if self._unquoted:
            lines.append(f"{_count(self._unquoted, 'sentence')} left out: no article holds the words cited.")
        if self._withheld:
            lines.append(
                f"{_count(self._withheld, 'further sentence')} left out: "
                f"an answer shows at most a quarter of an article, or {BRIEF} characters of a short one."
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
            not self._shown[id] or self._shown[id] + length <= articles[id].showable for id, length in wanted.items()
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


def _failed(consequence: str, error: LanguageModelError) -> str:
    remedy = f" {error.remedy[:1].upper()}{error.remedy[1:].rstrip('.')}." if error.remedy else ""
    return f"{consequence}: {error.message.rstrip('.')}.{remedy}"


def _key(span: Span) -> tuple[str, int, int, int]:
    article = span.passage.article
    return article.id, article.version, span.start, span.end


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _count(number: int, noun: str) -> str:
    return f"{'One' if number == 1 else number} {noun}{'' if number == 1 else 's'}"

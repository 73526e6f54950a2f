"""What a reader should know of the quotes of an answer: their dates, corrections, copies, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from assistant.answers import Answer, ReadPassage
from assistant.articles import Article, Quote
from assistant.disagreement import disagreement_notices
from assistant.near_duplicates import echo_notices
from assistant.text.correction_notes import correction_note
from assistant.text.day_format import day, has_come


def quote_notices(question: str, answer: Answer, quotes: Sequence[Quote]) -> tuple[str, ...]:
    """The notices on the quotes that answer a question; `answer` tells what was searched by, and what was read."""
    return (
        *_undated(answer, quotes),
        *_ahead(quotes),
        *_changed(quotes),
        *_corrected(quotes),
        *echo_notices(quotes, _looked_at(answer.passages)),
        *disagreement_notices(question, quotes),
    )


def _looked_at(passages: Iterable[ReadPassage]) -> Iterator[Article]:
    """The articles of the passages, and their copies."""
    for read in passages:
        yield read.passage.article
        yield from read.copies


def _undated(answer: Answer, quotes: Iterable[Quote]) -> Iterator[str]:
    """What to say of quotes without a date where only what was known on a day was asked for."""
    if not (as_of := answer.filters.as_of):
        return
    undated = [quote for quote in quotes if quote.article.published is None]
    marks = [f"[{quote.number}]" for quote in undated if not _stored_by(quote.article, as_of)]
    if marks:
        have = "has" if len(marks) == 1 else "have"
        yield f"{''.join(marks)} {have} no date, and may be later than {day(as_of)}."


def _stored_by(article: Article, as_of: date) -> bool:
    return article.indexed is not None and article.indexed <= as_of


def _ahead(quotes: Iterable[Quote]) -> Iterator[str]:
    """What to say of quotes whose article's date is a day that has not come."""
    for published, same in groupby(quotes, key=lambda quote: quote.article.published):
        if published and not has_come(published):
            numbers = "".join(f"[{quote.number}]" for quote in same)
            yield f"{numbers} bears a date that has not come, {day(published)}: it cannot be right."


def _changed(quotes: Sequence[Quote]) -> Iterator[str]:
    """What to say of quotes from articles that were read as they were known on a day, and have changed since."""
    for marks, article in _by_article(quotes):
        if article.current:
            yield (
                f"{''.join(marks)} {'quotes' if len(marks) == 1 else 'quote'} version {article.version} of the article,"
                f" which has changed since; version {article.current.version} is current."
            )


def _corrected(quotes: Sequence[Quote]) -> Iterator[str]:
    """What to say of quotes from articles that were withdrawn or corrected; an update is told on the quote alone."""
    for marks, article in _by_article(quotes):
        note = correction_note(article.text, article.title)
        if not note and article.current:
            note = correction_note(article.current.text, article.current.title)
        if note and note.kind != "update":
            said = "was withdrawn" if note.kind == "retraction" else "carries a note"
            yield f"The article of {''.join(marks)} {said}: “{article.correction}”"


def _by_article(quotes: Sequence[Quote]) -> Iterator[tuple[list[str], Article]]:
    """The articles quoted, each after the marks of its quotes."""
    for id, article in {quote.article.id: quote.article for quote in quotes}.items():
        yield [f"[{quote.number}]" for quote in quotes if quote.article.id == id], article

"""What a user asked: a question and the filters on it, checked before any work is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.errors import FilterError, QuestionError
from assistant.search_scope import Filters

LONGEST_QUESTION = 4_000
"""Characters; a question is not a document."""

LONGEST_ECHO = 80
"""Characters of what is none that are repeated to whoever gave it."""


def checked_question(question: str) -> str:
    """Return the question without control characters and surrounding space.

    Lone surrogates and NUL are dropped, since nothing downstream could encode or find them. Raises
    QuestionError if nothing to ask is left, or if it is longer than LONGEST_QUESTION characters.
    """
    if not isinstance(question, str):
        raise QuestionError(f"a question is text, not {type(question).__name__}", "ask one in words")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"the question is too long: {len(question):,} characters (limit {LONGEST_QUESTION:,})", "ask a shorter one"
        )
    text = question.encode("utf-8", "ignore").decode()
    text = " ".join("".join(c if c.isprintable() or c in "\u200c\u200d" else " " for c in text).split())
    if not any(c.isalnum() for c in text):
        raise QuestionError("there is no question", 'ask one in words, for example: pullquote ask "Who won?"')
    return text


def checked_filters(
    publishers: Sequence[str] | None = (),
    since: date | str | None = None,
    until: date | str | None = None,
    as_of: date | str | None = None,
) -> Filters:
    """Build Filters; dates may be ISO 8601 strings. Raises FilterError for what is no date, and for a blank name."""
    publishers = (publishers,) if isinstance(publishers, str) else tuple(() if publishers is None else publishers)
    if not all(isinstance(name, str) for name in publishers):
        raise FilterError("publishers: each is a name", "give them as text, such as ['Reuters']")
    if not all(name.strip() for name in publishers):
        raise FilterError("publishers: one is blank", "give its name, or leave it out")
    filters = Filters(
        tuple(name.strip() for name in publishers),
        _date(since, "since"),
        _date(until, "until"),
        _date(as_of, "as-of"),
    )
    if filters.since and filters.until and filters.since > filters.until:
        raise FilterError(f"since {filters.since} is after until {filters.until}", "swap them")
    return filters


def checked_mentions(mentions: Sequence[str] | str) -> tuple[str, ...]:
    """The words or phrases that articles are to mention. Raises FilterError for one without a letter or figure."""
    given = (mentions,) if isinstance(mentions, str) else tuple(mentions)
    for words in given:
        if not isinstance(words, str) or not any(c.isalnum() for c in words):
            raise FilterError(f"mentions: {words!r} holds no word", "give a word or a phrase, such as 'monkeypox'")
    return given


def _date(value: date | str | None, name: str) -> date | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str | date):
        raise FilterError(f"{name}: {value!r} is not a date", "give one as YYYY-MM-DD, such as 2022-06-16")
    if not isinstance(value, str):
        return date(value.year, value.month, value.day)  # a datetime is a date too, but does not compare with one
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise FilterError(
            f"{name}: {value[:LONGEST_ECHO]!r} is not a date", "give one as YYYY-MM-DD, such as 2022-06-16"
        ) from None

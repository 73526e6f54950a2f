"""`ask`, `aask` and `list_articles`, without holding an Assistant; one is kept for each set of settings."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from assistant.answers import Answer
from assistant.ask_options import Asking, Filtering
from assistant.assistant import Assistant
from assistant.errors import UsageError
from assistant.questions.publishers import resolved
from assistant.questions.validation import checked_filters, checked_mentions
from assistant.quote_checks import QuoteCheck
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.archive import Listing

_assistants: dict[Settings, Assistant] = {}
_assistants_lock = threading.Lock()


def _assistant(archive: Path | str | None) -> Assistant:
    settings = Settings.load(archive=archive)
    with _assistants_lock:
        return _assistants.setdefault(settings, Assistant(settings))


def _check(options: Mapping[str, object]) -> None:
    """Raise UsageError for an option that there is none of, naming the one that is likely meant."""
    known = list(Asking.__annotations__ | Filtering.__annotations__)
    for name in options:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            remedy = f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(sorted(known))}"
            raise UsageError(f"ask() has no option `{name}`", remedy)


def ask(question: str, *, archive: Path | str | None = None, **options: Unpack[Asking]) -> Answer:
    """Answer one question from an archive, by default the one that the settings name.

    The options are those of `Assistant.stream`. One Assistant is kept for each set of settings, so asking again
    is quick. Raises what `Assistant.stream` raises, and UsageError for an option that there is none of.

        from assistant import ask
        answer = ask("What did NATO reply?", publishers=["Reuters"], since="2022-01-01")
        if answer:
            print(answer.text, answer.quotes[0].text)
    """
    _check(options)
    return _assistant(archive).ask(question, **options)


def check(answer: Mapping[str, object], *, archive: Path | str | None = None) -> tuple[QuoteCheck, ...]:
    """What has become of the quotes of a saved answer, as `Answer.to_dict()` gave it; nothing is written.

    Raises UsageError if it is no saved answer, and what opening the archive raises.

        from assistant import check
        print([quote.outcome for quote in check(answer.to_dict())])
    """
    return _assistant(archive).check(answer)


def list_articles(
    *,
    mentions: Sequence[str] | str = (),
    publishers: Sequence[str] | str = (),
    since: date | str | None = None,
    until: date | str | None = None,
    archive: Path | str | None = None,
) -> list[Listing]:
    """The articles of an archive, by default of the one that the settings name, latest day first.

    Of `mentions` each word or phrase stands in the title or the text; none of the articles where it does is left out,
    as an answer, which is made of the nearest passages, may do. Raises FilterError and ArchiveError.

        from assistant import list_articles
        print(len(list_articles(mentions="monkeypox", since="2022-06-01")))
    """
    words, filters = checked_mentions(mentions), checked_filters(publishers, since, until)
    with _assistant(archive).archive.snapshot() as snapshot:
        names, _ = resolved(filters.publishers, [name for name, _ in snapshot.publishers()])
        return snapshot.articles(mentions=words, filters=replace(filters, publishers=names))


async def aask(question: str, *, archive: Path | str | None = None, **options: Unpack[Asking]) -> Answer:
    """`ask` for asyncio: it runs in a thread."""
    _check(options)
    return await _assistant(archive).aask(question, **options)

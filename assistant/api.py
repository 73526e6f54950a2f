"""`ask` and `aask`: one question, without holding an Assistant; one is kept for each set of settings."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from assistant.answers import Answer
from assistant.assistant import Assistant
from assistant.errors import UsageError
from assistant.quote_checks import QuoteCheck
from assistant.settings import Settings

_assistants: dict[Settings, Assistant] = {}
_assistants_lock = threading.Lock()


def _assistant(archive: Path | str | None) -> Assistant:
    settings = Settings.load(archive=archive)
    with _assistants_lock:
        return _assistants.setdefault(settings, Assistant(settings))


def _check(options: dict[str, Any]) -> None:
    """Raise UsageError for an option that there is none of, naming the one that is likely meant."""
    known = [name for name in inspect.signature(Assistant.stream).parameters if name not in ("self", "question")]
    for name in options:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            remedy = f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(known)}"
            raise UsageError(f"ask() has no option `{name}`", remedy)


def ask(question: str, *, archive: Path | str | None = None, **options: Any) -> Answer:
    """Answer one question from an archive, by default the one that the settings name.

    The options are those of `Assistant.stream`. One Assistant is kept for each set of settings, so asking again
    is quick. Raises what `Assistant.stream` raises, and UsageError for an option that there is none of.

        from assistant import ask
        answer = ask("What did NATO reply?", publishers=["Reuters"], since="2022-01-01")
        print(answer.text, answer.quotes[0].text)
    """
    _check(options)
    return _assistant(archive).ask(question, **options)


def check(answer: Mapping[str, Any], *, archive: Path | str | None = None) -> tuple[QuoteCheck, ...]:
    """What has become of the quotes of a saved answer, as `Answer.to_dict()` gave it; nothing is written.

    Raises UsageError if it is no saved answer, and what opening the archive raises.

        from assistant import check
        print([quote.outcome for quote in check(answer.to_dict())])
    """
    return _assistant(archive).check(answer)


async def aask(question: str, *, archive: Path | str | None = None, **options: Any) -> Answer:
    """`ask` for asyncio: it runs in a thread."""
    _check(options)
    return await _assistant(archive).aask(question, **options)

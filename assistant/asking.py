"""`ask` and `aask`: one question, without holding an Assistant; one is kept for each set of settings."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.settings import Settings

_assistants: dict[Settings, Assistant] = {}
_assistants_lock = threading.Lock()


def _assistant(archive: Path | str | None) -> Assistant:
    settings = Settings.load(archive=archive)
    with _assistants_lock:
        return _assistants.setdefault(settings, Assistant(settings))


def ask(question: str, *, archive: Path | str | None = None, **options: Any) -> Answer:
    """Answer one question from an archive, by default the one that the settings name.

    The options are those of `Assistant.stream`. One Assistant is kept for each set of settings, so asking again
    is quick.

        from assistant import ask
        answer = ask("What did NATO reply?", publishers=["Reuters"], since="2022-01-01")
        print(answer.text, answer.quotes[0].text)
    """
    return _assistant(archive).ask(question, **options)


async def aask(question: str, *, archive: Path | str | None = None, **options: Any) -> Answer:
    """`ask` for asyncio: it runs in a thread."""
    return await _assistant(archive).aask(question, **options)

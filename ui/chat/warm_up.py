"""What the first question would wait for, done ahead: imports while the server starts, then models and archive."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module

from assistant.assistant import Assistant
from assistant.errors import PullquoteError
from assistant.settings import QUOTES

IMPORTED = (
    "assistant.assistant",
    "assistant.questions.follow_ups",
    "assistant.archive",
    "assistant.archive.database.earlier_versions",
    "assistant.generation.extractive.extractive_writer",
    "assistant.retrieval",
    "chromadb",
    "ingest",
    "syntok.segmenter",
)
"""Modules that page and answers need, and that take a second together; none of the page's, which need a server."""

_log = logging.getLogger(__name__)


def imports() -> threading.Thread:
    """Import what will be needed, in a thread, while the server starts and the browser opens."""
    return _begun(lambda: [import_module(name) for name in IMPORTED], "importing")


def models(assistant: Assistant) -> threading.Thread:
    """Open archive and models, in a thread, and spare the garbage collector what will stay anyway.

    A whole collection walks hundreds of thousands of objects of imported modules while no other thread can run: with
    thirty chats at once it took a fifth of the server's time.
    """
    return _begun(lambda: _open(assistant), "warming")


def _open(assistant: Assistant) -> None:
    with suppress(PullquoteError):  # whoever needs it will be told
        assistant.embedder.embed_query("warm")
        assistant.reranker.score("warm", ["warm"])
        if assistant.settings.writer != QUOTES:
            import_module("assistant.generation.llm.llm_writer")
            import_module("assistant.inference.language_model.server_errors")
        assistant.archive.status()
    gc.collect()
    gc.freeze()


def _begun(work: Callable[[], object], name: str) -> threading.Thread:
    thread = threading.Thread(target=_quietly, args=(work,), name=name, daemon=True)
    thread.start()
    return thread


def _quietly(work: Callable[[], object]) -> None:
    try:
        work()
    except Exception:  # noqa: BLE001 - nothing depends on it: what fails here fails again where it is needed, and is told
        _log.exception("could not be done ahead")

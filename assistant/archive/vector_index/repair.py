"""A reader that finds the vector index broken has it built anew, while exact search answers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from assistant.errors import ArchiveError


class Mender:
    """Runs one repair at a time beside the searches."""

    def __init__(self, repair: Callable[[], object]) -> None:
        self._repair = repair
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, unless a repair is under way."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="pullquote-mending")
                self._thread.start()

    def wait(self) -> None:
        """Return when no repair is under way."""
        with self._lock:
            thread = self._thread
        if thread and thread is not threading.current_thread():
            thread.join()

    def _run(self) -> None:
        with suppress(ArchiveError):  # locked, read-only or full: whoever writes next mends it
            self._repair()

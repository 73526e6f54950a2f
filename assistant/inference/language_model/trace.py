"""A record of what a language model was asked and what it replied, for people who want to know."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from assistant.errors import SettingsError


class Trace:
    """Appends one JSON object per request to a file that only its owner may read (mode 0600).

    It holds the question and the passages, never a key. Raises SettingsError if the file cannot be written at first;
    `failure` says what went wrong later (a full disk), for an answer is worth more than its trace.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.failure: str | None = None
        self._append("")

    def record(self, entry: Mapping[str, object]) -> None:
        """Add a line, as far as it can be written."""
        try:
            self._append(json.dumps(entry, ensure_ascii=True) + "\n")
        except SettingsError as error:
            self.failure = error.message

    def _append(self, line: str) -> None:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        try:
            descriptor = os.open(self.path, flags, 0o600)
            try:
                os.fchmod(descriptor, 0o600)
                os.write(descriptor, line.encode())
            finally:
                os.close(descriptor)
        except OSError as error:
            raise SettingsError(
                f"the trace {self.path} cannot be written: {error.strerror}", "name another file"
            ) from None

"""What is wrong with one file, or one line of it."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A file, or a line of one (`path:17`), and in one line why it was left out or what is doubtful about it.

    Bytes of a file's name that are not UTF-8 are written as `\\xe9`.
    """

    location: str
    reason: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "location", os.fsencode(self.location).decode("utf-8", "backslashreplace"))

    def to_dict(self) -> dict[str, str]:
        """As `index --json` prints it."""
        return {"location": self.location, "reason": self.reason}

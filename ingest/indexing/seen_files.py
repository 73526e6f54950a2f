"""What the archive remembers of a file, so that an unchanged one is not read again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

READER = 5
"""To be raised when the same bytes would be read differently than before."""


@dataclass(frozen=True, slots=True)
class Flags:
    """What the user says of articles that do not say it themselves."""

    publisher: str | None = None
    published: date | None = None

    def otherwise(self, remembered: Flags) -> Flags:
        """These flags, and where one was not given the one that a file was indexed with before."""
        return Flags(self.publisher or remembered.publisher, self.published or remembered.published)


@dataclass(frozen=True, slots=True)
class Seen:
    """A file that was read in full: its bytes' sha256, with which flags, and what came of it.

    `copies` are the articles in it that are stored under another identity: (own id, the original's id, the text's
    sha256).
    """

    sha256: str
    flags: Flags
    articles: int
    copies: tuple[tuple[str, str, str], ...]

    def to_json(self) -> str:
        """As the archive keeps it."""
        day = self.flags.published
        return json.dumps(
            {
                "reader": READER,
                "sha256": self.sha256,
                "publisher": self.flags.publisher,
                "published": day.isoformat() if day else None,
                "articles": self.articles,
                "copies": self.copies,
            }
        )

    @classmethod
    def from_json(cls, text: str | None) -> Seen | None:
        """Read what the archive kept; None if it kept nothing.

        Of a file that another reader read only the flags count: no bytes have an empty `sha256`.
        """
        if not text:
            return None
        value = json.loads(text)
        return cls(
            sha256=value["sha256"] if value["reader"] == READER else "",
            flags=Flags(value["publisher"], date.fromisoformat(value["published"]) if value["published"] else None),
            articles=value["articles"],
            copies=tuple((own, original, text) for own, original, text in value["copies"]),
        )

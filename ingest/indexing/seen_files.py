"""What the archive remembers of a file, so that an unchanged one is not read again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.sources.web_client import Page

READER = 8
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
class SeenFile:
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
    def from_json(cls, text: str | None) -> SeenFile | None:
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


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page or a feed that was read: by what its server can tell whether it changed, and a feed's addresses."""

    sha256: str = ""
    etag: str | None = None
    last_modified: str | None = None
    links: tuple[str, ...] | None = None
    """The addresses of a feed's items; None for a page."""
    flags: Flags = Flags()
    told: Mapping[str, str | None] = field(default_factory=dict)
    """What its feed said of it when it last gave it: publisher, published (ISO 8601) and author."""

    @classmethod
    def of(
        cls,
        page: Page,
        flags: Flags,
        *,
        links: tuple[str, ...] | None = None,
        told: Mapping[str, str | None] | None = None,
    ) -> SeenPage:
        """What to remember of a page."""
        return cls(hashlib.sha256(page.body).hexdigest(), page.etag, page.last_modified, links, flags, told or {})

    def to_json(self) -> str:
        """As the archive keeps it."""
        day = self.flags.published
        return json.dumps(
            {
                "reader": READER,
                "sha256": self.sha256,
                "etag": self.etag,
                "last_modified": self.last_modified,
                "links": self.links,
                "told": dict(self.told),
                "publisher": self.flags.publisher,
                "published": day.isoformat() if day else None,
            }
        )

    @classmethod
    def from_json(cls, text: str | None, flags: Flags) -> SeenPage:
        """Read what the archive kept, with the flags that count now: those that are given, else those kept.

        Where reader or flags are others now, nothing is known of the page, so that it is read anew.
        """
        value = json.loads(text) if text else {}
        if "links" not in value:
            return cls(flags=flags)
        day, links = value["published"], value["links"]
        kept = Flags(value["publisher"], date.fromisoformat(day) if day else None)
        flags = flags.otherwise(kept)
        if value["reader"] != READER or flags != kept:
            return cls(flags=flags, told=value["told"])
        links = tuple(links) if links is not None else None
        return cls(value["sha256"], value["etag"], value["last_modified"], links, flags, value["told"])

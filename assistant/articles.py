"""What was published, and an exact piece of it: Article, Passage, Quote."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from assistant.text import long_sentences
from assistant.text.day_format import day

if TYPE_CHECKING:
    from assistant.text.correction_notes import Note

Speech = Literal["none", "direct", "reported"]

UNNAMED = "not clearly named"
"""Said of the speaker where somebody speaks and the text does not clearly say who: no claim is to look like the
paper's own."""

LONGEST_QUOTE = long_sentences.LONGEST_QUOTE
"""Characters that one quote may show."""

SHARE, BRIEF = 4, LONGEST_QUOTE
"""One answer shows at most one part in SHARE of an article or BRIEF characters, whichever is more: of a brief of a few
sentences a quarter is less than an answer."""


def digest(text: str) -> str:
    """The sha256 of a text, in hexadecimal; lone surrogates cannot occur in stored text."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Article:
    """One version of a published article, its text cleaned once and stored for good.

    `id` is the given id, else the canonical URL, else the resolved path. `published` is None where the
    source names no date: it is never invented. Raises ValueError if `sha256` is given and is not the text's.
    """

    id: str
    text: str = field(repr=False)
    title: str = ""
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    version: int = 1
    sha256: str = ""
    also_published_by: tuple[str, ...] = ()
    """Who else published this very text; not part of what a version is known by."""
    indexed: date | None = field(default=None, compare=False)
    """The day (UTC) on which this version was stored; None of one that no archive holds."""
    current: Article | None = field(default=None, compare=False, repr=False)
    """The version that has taken its place, of one that is read because it was known on a day."""

    def __post_init__(self) -> None:
        for name in ("title", "publisher", "author"):  # one line each, wherever they are printed
            if (said := getattr(self, name)) and len(said.splitlines()) > 1:
                object.__setattr__(self, name, " ".join(said.split()))
        actual = digest(self.text)
        if not self.sha256:
            object.__setattr__(self, "sha256", actual)
        elif self.sha256 != actual:
            raise ValueError(f"the text of article {self.id!r} does not have the sha256 that it was stored with")

    @property
    def showable(self) -> int:
        """Characters of the text that one answer may show, counting nothing twice."""
        return max(len(self.text) // SHARE, BRIEF)

    @property
    def publishers(self) -> tuple[str, ...]:
        """All who published this very text, those whose article it is first."""
        return (*([self.publisher] if self.publisher else []), *self.also_published_by)

    @property
    def correction(self) -> str | None:
        """What the article says of itself at its head or foot: a correction, an update, a withdrawal; else None.

        Of one read as it was known on a day, also what it says since.
        """
        if note := self._note():
            return self.text[note.start : note.end]
        return self.current.correction if self.current else None

    @property
    def retracted(self) -> bool:
        """Whether the article says of itself that it was withdrawn, if only since it was as it is read here."""
        note = self._note()
        return (note is not None and note.kind == "retraction") or (self.current is not None and self.current.retracted)

    def _note(self) -> Note | None:
        from assistant.text.correction_notes import correction_note

        return correction_note(self.text, self.title)

    def reference(self) -> dict[str, object]:
        """The article as answers carry it: everything but the text."""
        return {
            "id": self.id,
            "version": self.version,
            "title": self.title,
            "publisher": self.publisher,
            "author": self.author,
            "published": self.published.isoformat() if self.published else None,
            "url": self.url,
            "sha256": self.sha256,
            "correction": self.correction,
            "also_published_by": list(self.also_published_by),
        }

    def to_dict(self) -> dict[str, object]:
        """The whole article, text included, so that quotes can be checked from outside."""
        return {**self.reference(), "text": self.text}


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences: `article.text[start:end]`, in characters."""

    id: int
    article: Article
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.article.text):
            raise ValueError(f"passage {self.id} lies outside article {self.article.id!r}")

    @property
    def text(self) -> str:
        """The passage's own characters."""
        return self.article.text[self.start : self.end]

    @property
    def headed(self) -> str:
        """The passage with its heading in front, as the embedder and the reranker read it."""
        return headed(self.text, self.article.title, self.article.publisher, self.article.published)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that stand, letter for letter, in a stored article.

    Cannot be built otherwise: raises ValueError unless `article.text[start:end] == text`, or if the text is
    blank or longer than LONGEST_QUOTE characters.
    """

    number: int
    article: Article
    passage: int
    start: int
    end: int
    text: str
    speaker: str | None = None
    speech: Speech = "none"

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError("quotes are numbered from 1")
        if not 0 <= self.start < self.end <= len(self.article.text):
            raise ValueError(f"quote {self.number} lies outside article {self.article.id!r}")
        if self.article.text[self.start : self.end] != self.text:
            raise ValueError(f"quote {self.number} does not stand in article {self.article.id!r}")
        if not self.text.strip():
            raise ValueError(f"quote {self.number} is blank")
        if len(self.text) > LONGEST_QUOTE:
            raise ValueError(f"quote {self.number} is longer than {LONGEST_QUOTE} characters")

    @property
    def speaking(self) -> str:
        """Who speaks, as people read it: the speaker, UNNAMED, or nothing where the article speaks for itself."""
        return self.speaker or ("" if self.speech == "none" else UNNAMED)

    def to_dict(self) -> dict[str, object]:
        """The quote as `ask --json` prints it."""
        return {
            "number": self.number,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "passage": self.passage,
            "speaker": self.speaker,
            "speech": self.speech,
            "article": self.article.reference(),
        }


SHORT = 3_600
"""Characters of an article that is read whole if one of its passages is near: some six hundred words."""

HEADING = "title publisher, date / text"
"""Names the form below; part of the embedder's fingerprint, since vectors depend on it."""


def headed(text: str, title: str, publisher: str | None, published: date | None) -> str:
    """Put title, publisher and date in front of a passage's text.

    A passage alone often names neither who nor when; on 222 news questions the title was worth .02 to .04 of
    MRR@10.
    """
    origin = ", ".join(part for part in (publisher, day(published) if published else None) if part)
    heading = "\n".join(part for part in (title, origin) if part)
    return f"{heading}\n{text}" if heading else text

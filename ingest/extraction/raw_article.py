"""What a source says of one article, before it is an article of the archive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit, urlunsplit

from assistant.articles import Article, digest
from assistant.text.homoglyphs import mixed_words
from assistant.text.sentences import sentences
from ingest.extraction.cleaning import clean, clean_line, shortened
from ingest.extraction.hard_wrapping import unwrapped
from ingest.extraction.publication_date import parse_day

LONGEST_TITLE = 200
"""Characters of a title that is made of an article's first sentence."""

LONGEST_LINE = 500
"""Characters of a name, a title or an id."""

LONGEST_URL = 2_000

FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source"),
    "author": ("author", "authors", "byline"),
    "published": ("published", "published_at", "publishedAt", "publish_date", "datePublished", "date"),
    "url": ("url", "link", "canonical_url"),
}
"""The names under which sources give a field; the first that says something counts."""


class Unusable(ValueError):
    """A document that holds no article; the message says why."""


class Malformed(Unusable):
    """A document that should have held an article, but is broken."""


class Questions(Unusable):
    """A row that asks rather than tells, as those of `pullquote eval` do."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article as found: its identity may still be missing, and notices say what is doubtful about it."""

    text: str
    title: str
    id: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    notices: tuple[str, ...] = field(default=())

    def article(self, otherwise: str, publisher: str | None, published: date | None) -> Article:
        """Build the article; `otherwise` is its identity if it has neither id nor URL, and the rest fills gaps."""
        return Article(
            id=self.id or self.url or otherwise,
            text=self.text,
            title=self.title,
            publisher=self.publisher or publisher,
            author=self.author,
            published=self.published or published,
            url=self.url,
        )


def found(text: str, said: Mapping[str, object], notices: tuple[str, ...] = ()) -> Found:
    """Clean an article's text, in whole paragraphs, and what is said of it. Raises Unusable if no text is left."""
    cleaned = clean(unwrapped(text))
    if not any(character.isalnum() for character in cleaned.text):
        raise Unusable("holds no text")
    day = parse_day(_first(said, "published"))
    url, doubt = _url(_first(said, "url"))
    title = _line(_first(said, "title")) or first_sentence(cleaned.text)
    publisher, author = _line(_first(said, "publisher")), _line(_first(said, "author"))
    mixed = mixed_words("\n".join(filter(None, (title, publisher, author, cleaned.text))))
    doubts = tuple(part for part in (day.doubt, doubt, mixed) if part)
    return Found(
        text=cleaned.text,
        title=title,
        id=_id(_first(said, "id")),
        publisher=publisher,
        author=author,
        published=day.value,
        url=url,
        notices=(*notices, *cleaned.notes, *doubts),
    )


def first_sentence(text: str) -> str:
    """The first sentence, for a title, shortened after a word if it is very long."""
    line = text[: text.find("\n")] if "\n" in text else text
    spans = sentences(line, 0, min(len(line), 4 * LONGEST_TITLE))
    start, end = spans[0] if spans else (0, len(line))
    return shortened(" ".join(line[start:end].split()), LONGEST_TITLE)


def canonical_url(url: str) -> str | None:
    """The http(s) URL without credentials, fragment and default port, its host in lower case; None for any other."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    if scheme not in ("http", "https") or not host or any(c.isspace() or not c.isprintable() for c in url.strip()):
        return None
    if ":" in host:
        host = f"[{host}]"
    if port and port != {"http": 80, "https": 443}[scheme]:
        host = f"{host}:{port}"
    return urlunsplit((scheme, host, parts.path or "/", parts.query, ""))


def _id(stated: object) -> str | None:
    """An id as one line; one that is too long for that ends in its sha256, so that it stays its own."""
    line = _line(stated)
    return f"{line[:-66]}#{digest(clean(str(stated)).text)}" if line and len(line) >= LONGEST_LINE else line


def _url(stated: object) -> tuple[str | None, str]:
    text = _line(stated, LONGEST_URL + 1)
    if not text:
        return None, ""
    if len(text) > LONGEST_URL:
        return None, f"its address has more than {LONGEST_URL:,} characters, so it is left out"
    url = canonical_url(text)
    return url, "" if url else f"the address {shortened(text, 80)!r} is not one of http or https, so it is left out"


def _first(said: Mapping[str, object], name: str) -> object:
    return next((said[key] for key in FIELDS[name] if said.get(key) not in (None, "", [], {})), None)


def _line(value: object, longest: int = LONGEST_LINE) -> str | None:
    """A value as one line: numbers as they are, lists joined, and of an object its name; what nests deeper is none."""
    parts = value[:20] if isinstance(value, list | tuple) else [value]
    words = (part.get("name") if isinstance(part, Mapping) else part for part in parts)
    said = (str(word) for word in words if isinstance(word, str | int | float) and not isinstance(word, bool))
    return clean_line(", ".join(line for word in said if (line := clean_line(word, longest))), longest) or None

"""What a source says of one article, before it is an article of the archive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit, urlunsplit

from assistant.articles import Article, digest
from assistant.text.homoglyphs import mixed_words
from assistant.text.sentences import sentences
from ingest.extraction.cleaning import clean, clean_line, shortened
from ingest.extraction.field_names import FIELDS, by_folded_name
from ingest.extraction.hard_wrapping import unwrapped
from ingest.extraction.publication_date import StatedDay, parse_day

LONGEST_TITLE = 200
"""Characters of a title that is made of an article's first sentence."""

LONGEST_LINE = 500
"""Characters of a name, a title or an id."""

LONGEST_URL = 2_000

COUNTED = re.compile(r"\d{1,6}")
"""An id that counts the articles of one export, or of one publisher: another export counts from 1 too."""

_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
_BY = re.compile(r"by\s+(?=\S)", re.I)


class Unusable(ValueError):
    """A document that holds no article; the message says why."""


class Malformed(Unusable):
    """A document that should have held an article, but is broken."""


class Questions(Unusable):
    """A row that asks rather than tells, as those of `pullquote eval` do."""


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as found: its identity may still be missing, and notices say what is doubtful about it."""

    text: str
    title: str
    id: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    notices: tuple[str, ...] = field(default=())
    from_archive: bool = False
    """Whether an archive gave it its id, which is then that of no export's or publisher's counting."""

    def article(self, otherwise: str, publisher: str | None, published: date | None, within: str = "") -> Article:
        """Build the article; `otherwise` is its identity if it has neither id nor URL, and the rest fills gaps.

        An id that is a small number is one only `within` the file that gives it, if it comes from a file.
        """
        id = self.id
        if id and within and not self.from_archive and COUNTED.fullmatch(id):
            id = self.url or f"{within}#{id}"
        return Article(
            id=id or self.url or otherwise,
            text=self.text,
            title=self.title,
            publisher=self.publisher or publisher,
            author=self.author,
            published=self.published or published,
            url=self.url,
        )


def found(text: str, stated: Mapping[str, object], notices: tuple[str, ...] = ()) -> RawArticle:
    """Clean an article's text, in whole paragraphs, and what is said of it. Raises Unusable if no text is left."""
    cleaned = clean(unwrapped(text))
    if not any(character.isalnum() for character in cleaned.text):
        raise Unusable("holds no text")
    said = by_folded_name(stated)
    day = _day(said)
    url, doubt = _url(said)
    title = _first_line(said, "title") or first_sentence(cleaned.text)
    publisher, author = _publisher(said), _author(said)
    mixed = mixed_words("\n".join(filter(None, (title, publisher, author, cleaned.text))))
    doubts = tuple(part for part in (day.doubt, doubt, mixed) if part)
    return RawArticle(
        text=cleaned.text,
        title=title,
        id=_id(said),
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


def _stated(said: Mapping[str, object], field: str) -> Iterable[object]:
    return (said[name] for name in FIELDS[field] if said.get(name) not in (None, "", [], {}))


def _first_line(said: Mapping[str, object], field: str) -> str | None:
    return next((line for value in _stated(said, field) if (line := _line(value))), None)


def _day(said: Mapping[str, object]) -> StatedDay:
    """The first day that can be read, else what is wrong with the first that is stated."""
    days = [parse_day(value) for value in _stated(said, "published")]
    return next((day for day in days if day.value), days[0] if days else StatedDay(None))


def _publisher(said: Mapping[str, object]) -> str | None:
    """The first name that is no address."""
    lines = (_line(value) for value in _stated(said, "publisher"))
    return next((line for line in lines if line and not canonical_url(line) and not _DOMAIN.fullmatch(line)), None)


def _author(said: Mapping[str, object]) -> str | None:
    """The first name; a number is the id of one."""
    values = (value for value in _stated(said, "author") if not isinstance(value, int))
    line = next((line for value in values if (line := _line(value)) and not canonical_url(line)), None)
    return _BY.sub("", line, count=1) if line and _BY.match(line) else line


def _id(said: Mapping[str, object]) -> str | None:
    """An id as one line; one that is too long for that ends in its sha256, so that it stays its own.

    An id that is an address counts as the URL that it is.
    """
    for stated in _stated(said, "id"):
        line = _line(stated)
        if line and not canonical_url(line):
            whole = stated if isinstance(stated, str | int | float) else line
            return f"{line[:-66]}#{digest(clean(str(whole)).text)}" if len(line) >= LONGEST_LINE else line
    return None


def _url(said: Mapping[str, object]) -> tuple[str | None, str]:
    """The first address of the web, and what is wrong with the first that is stated where there is none."""
    doubt = ""
    for name in FIELDS["url"]:
        text = _line(said.get(name), LONGEST_URL + 1)
        if not text or (name in FIELDS["id"] and not canonical_url(text)):
            continue
        url = canonical_url(text)
        if url and len(text) <= LONGEST_URL:
            return url, ""
        doubt = doubt or (
            f"its address has more than {LONGEST_URL:,} characters, so it is left out"
            if len(text) > LONGEST_URL
            else f"the address {shortened(text, 80)!r} is not one of http or https, so it is left out"
        )
    others = (_line(said.get(name), LONGEST_URL) for name in ("source", "id"))
    return next((url for text in others if text and (url := canonical_url(text))), None), doubt


def _line(value: object, longest: int = LONGEST_LINE) -> str | None:
    """A value as one line: numbers as they are, lists joined, and of an object its name; what nests deeper is none."""
    parts = value[:20] if isinstance(value, list | tuple) else [value]
    words = (_name(part) if isinstance(part, Mapping) else part for part in parts)
    said = (str(word) for word in words if isinstance(word, str | int | float) and not isinstance(word, bool))
    return clean_line(", ".join(line for word in said if (line := clean_line(word, longest))), longest) or None


def _name(part: Mapping[str, object]) -> object:
    """Of an object that stands for a name, such as NewsAPI's `source` or WordPress' `title`, that name."""
    return next((part[key] for key in _NAMES if part.get(key)), None)


_NAMES = ("name", "title", "main", "original", "rendered", "displayName", "full_name", "label", "href", "url")

"""What a file holds to the articles in it, by the file's kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePath

from ingest.extraction.decoding import NotText, decode
from ingest.extraction.feeds import OWN_TEXT, Item, from_xml
from ingest.extraction.html.page import declared_encoding, from_html
from ingest.extraction.json_articles import articles_in, parse
from ingest.extraction.markdown import Read
from ingest.extraction.obsidian import from_note
from ingest.extraction.portable_document import from_pdf
from ingest.extraction.press_databases import database_of, documents_of
from ingest.extraction.raw_article import RawArticle, Unusable, canonical_url, found
from ingest.extraction.unforeseen import Part, guarded
from ingest.extraction.word_document import from_docx


def extract(data: bytes, kind: str, name: PurePath, encoding: str | None = None) -> Iterator[Part]:
    """Read the articles that a file holds: (where in it, the article or why it is none).

    `kind` is one of the values of `ingest.sources.files.KINDS` but `lines` and `csv`; the place is empty unless the
    file holds several. `encoding` is what a server declares. Raises Unusable if the file as a whole holds none.
    """
    if not data.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise Unusable("empty")
    yield from guarded(_extracted(data, kind, encoding))


def from_row(line: bytes) -> Iterator[Part]:
    """Read a line of JSON Lines: an article, or an answer that holds some. Raises Unusable."""
    yield from guarded(_of_row(line))


def _of_row(line: bytes) -> Iterator[Part]:
    try:
        decoded = decode(line)
    except NotText as error:
        raise Unusable(str(error)) from None
    yield from articles_in(parse(decoded.text), decoded.notes)


def _extracted(data: bytes, kind: str, encoding: str | None) -> Iterator[Part]:
    if kind == "feed":
        yield from _items_of(data, encoding)
        return
    if kind in _DOCUMENTS:
        yield from _of_document(_DOCUMENTS[kind](data))
        return
    try:
        decoded = decode(data, (declared_encoding(data) if kind == "html" else None) or encoding)
    except NotText as error:
        raise Unusable(str(error)) from None
    if kind == "json":
        yield from articles_in(parse(decoded.text), decoded.notes)
    elif kind == "html" and (database := database_of(decoded.text)):
        raise Unusable(f"holds several documents of {database}: export them as plain text, which is read one by one")
    elif kind in ("text", "markdown") and (parts := documents_of(decoded.text)):
        for number, part in enumerate(parts, 1):
            yield f"[{number}]", _as_part(part, decoded.notes)
    else:
        yield "", _as_found(_READERS[kind](decoded.text), decoded.notes)


def _of_document(read: Read) -> Iterator[Part]:
    """A document's article, or those of a download from a press database that was saved in it."""
    text, said, notes = read
    if parts := documents_of(text):
        for number, part in enumerate(parts, 1):
            yield f"[{number}]", _as_part(part, notes)
    else:
        yield "", found(text, said, notes)


def _items_of(data: bytes, encoding: str | None) -> Iterator[Part]:
    """The items of a feed as it tells them; nothing is fetched for a file."""
    feed = from_xml(data, encoding)
    notes = (*feed.notes, OWN_TEXT)
    for number, item in enumerate(feed.items, 1):
        yield f"[{number}]", _told(item, notes)


def _told(item: Item, notes: tuple[str, ...]) -> RawArticle | Unusable:
    if not canonical_url(item.link):
        return Unusable(f"its address {item.link[:80]!r} is not one of http or https")
    try:
        found = item.own_text()
    except Unusable as error:
        return error
    return replace(found, notices=(*notes, *found.notices))


def _as_part(read: Read | Unusable, notes: tuple[str, ...]) -> RawArticle | Unusable:
    if isinstance(read, Unusable):
        return read
    try:
        return _as_found(read, notes)
    except Unusable as error:
        return error


def _as_found(read: Read, notes: tuple[str, ...]) -> RawArticle:
    text, said, more = read
    return found(text, said, (*notes, *more))


def _plain(text: str) -> Read:
    return text, {}, ()


_DOCUMENTS: dict[str, Callable[[bytes], Read]] = {"pdf": from_pdf, "docx": from_docx}
_READERS: dict[str, Callable[[str], Read]] = {
    "text": _plain,
    "markdown": from_note,
    "html": from_html,
}

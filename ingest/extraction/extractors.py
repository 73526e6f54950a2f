"""What a file holds to the articles in it, by the file's kind."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath

from ingest.extraction.decoding import NotText, decode
from ingest.extraction.html.page import declared_encoding, from_fragment, from_html
from ingest.extraction.markdown import Read, from_markdown
from ingest.extraction.raw_article import FIELDS, Found, Malformed, Questions, Unusable, found

TEXT_FIELDS = ("text", "content", "body")

_NAMES = frozenset((*FIELDS["title"], *FIELDS["publisher"], *FIELDS["author"]))
_BLOCK = re.compile(r"</(?:p|div|h[1-6]|li|blockquote|article|section)\s*>|<br\s*/?>", re.I)
_INLINE = re.compile(r"</(?:a|b|strong|i|em|u|span|sup|sub|q)\s*>", re.I)
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][\da-fA-F]{2,6}|amp|quot|apos|nbsp|lt|gt|[lr][sd]quo|[mn]dash|hellip);")


def extract(data: bytes, kind: str, name: PurePath) -> Iterator[tuple[str, Found | Unusable]]:
    """Read the articles that a file holds: (where in it, the article or why it is none).

    `kind` is one of the values of `ingest.sources.files.KINDS` but `lines`; the place is empty unless the file
    holds several. Raises Unusable if the file as a whole holds none.
    """
    if not data.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise Unusable("empty")
    try:
        decoded = decode(data, declared_encoding(data) if kind == "html" else None)
    except NotText as error:
        raise Unusable(str(error)) from None
    if kind == "json":
        yield from _documents(decoded.text, decoded.notes)
    else:
        text, said, notes = _read(kind, decoded.text)
        yield "", found(text, said, (*decoded.notes, *notes))


def _read(kind: str, text: str) -> Read:
    """Read a text of a kind; whatever fails there unforeseen is one file's fault, and ends no run. Raises Unusable."""
    try:
        return _READERS[kind](text)
    except (Unusable, MemoryError):
        raise
    except Exception as error:
        raise Malformed(f"it could not be read: {type(error).__name__}: {str(error)[:200]}") from error


def from_row(line: bytes) -> Found:
    """Read a line of JSON Lines. Raises Unusable."""
    try:
        decoded = decode(line)
    except NotText as error:
        raise Unusable(str(error)) from None
    return from_object(parse(decoded.text), decoded.notes)


def from_object(value: object, notes: tuple[str, ...] = ()) -> Found:
    """Read an article given as JSON: text, and if present its other fields. Raises Unusable.

    A text that is set in HTML, as systems that publish keep it, is read as its readers see it, and so are the
    characters that HTML spells out (`&amp;`) in names and in a text without elements.
    """
    if not isinstance(value, Mapping):
        raise Malformed("not a JSON object with a text")
    text = next((value[key] for key in TEXT_FIELDS if isinstance(value.get(key), str)), None)
    if text is None:
        if isinstance(value.get("question"), str):
            raise Questions("holds questions for `pullquote eval`, not articles")
        raise Malformed("has no text")
    text, more = _read_as_set(text)
    names = {name: _spelt(said) for name, said in value.items() if name in _NAMES and isinstance(said, str)}
    return found(text, {**value, **names}, (*notes, *more))


def _read_as_set(text: str) -> tuple[str, tuple[str, ...]]:
    """A text as its readers see it, and notes; where only words are marked in it, its own line breaks are set."""
    if not _BLOCK.search(text):
        text = _spelt(text)
    if _BLOCK.search(text):
        return from_fragment(text)
    return from_fragment(text.replace("\n", "<br>")) if _INLINE.search(text) else (text, ())


def _spelt(text: str) -> str:
    """A text with the characters that HTML spells out."""
    return html.unescape(text) if _ENTITY.search(text) else text


def parse(text: str) -> object:
    """Parse JSON. Raises Unusable, saying where it is malformed."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise Malformed(f"malformed JSON: {error.msg} at {where}") from None
    except (ValueError, RecursionError):
        raise Malformed("malformed JSON: nested too deeply, or a number too long") from None


def _documents(text: str, notes: tuple[str, ...]) -> Iterator[tuple[str, Found | Unusable]]:
    value = parse(text)
    if not isinstance(value, list):
        yield "", from_object(value, notes)
        return
    for number, item in enumerate(value, 1):
        try:
            yield f"[{number}]", from_object(item, notes)
        except Unusable as error:
            yield f"[{number}]", error


def _plain(text: str) -> Read:
    return text, {}, ()


_READERS: dict[str, Callable[[str], Read]] = {
    "text": _plain,
    "markdown": from_markdown,
    "html": from_html,
}

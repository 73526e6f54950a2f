"""PDF to an article's text: columns in order, lines joined to paragraphs, running heads and page numbers left out.

pypdf reads it, which is written in Python: a hostile file can raise an error, and no more. What it gives is one
fragment after another with its place on the page; lines, columns and paragraphs are made of that here.
"""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from ingest.extraction.markdown import Read, without_title
from ingest.extraction.raw_article import Malformed, Unusable

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST = 200
"""Pages of what may be an article."""

SECONDS = 60.0
"""For one file."""

SCANNED = 20
"""Letters a page, at least, of what is no scan."""

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
"""Letters that a typeface joins, which are no others to a reader."""

_NUMBER = re.compile(r"\W*(?:page|seite|p\.?)?\s*\d{1,4}(?:\s*(?:of|/|von|de)\s*\d{1,4})?\W*", re.I)
_ENDS = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"(\w+)[-\xad\u2010]$")
_NO_TITLE = re.compile(r"untitled|microsoft \w+ - |.*\.(?:docx?|indd|pdf|qxd|odt|tex)$|\W*$", re.I)


@dataclass(frozen=True, slots=True)
class _Line:
    """Words on one line of one column, in points from the lower left corner."""

    x: float
    y: float
    size: float
    text: str


def from_pdf(data: bytes) -> Read:
    """Read a PDF. Raises Unusable if it asks for a password, or is damaged, scanned or holds no text.

    Its title and author count where they are not what a program put there; the day on which the file was made is
    not the day of publication.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is odd about a file is said here
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unusable(
                "a PDF that is encrypted with a password; remove it (save the PDF without one) and index it again"
            )
        pages = _pages(reader)
        said = _said(reader)
    except PyPdfError as error:
        raise Malformed(f"a damaged PDF ({' '.join(str(error).split())[:80] or type(error).__name__})") from None
    empty = sum(not page for page in pages)
    if sum(len(line.text) for page in pages for line in page) < SCANNED * len(pages):
        raise Unusable("a scanned PDF: pictures of pages without text; have its text recognised (OCR) first")
    notes = (f"{empty} of {len(pages)} pages hold no text, as if they were scanned",) if empty else ()
    text = "\n\n".join(_paragraphs(_without_heads(pages)))
    return without_title(text, said.get("title")), said, notes


def _pages(reader: PdfReader) -> list[list[_Line]]:
    if len(reader.pages) > MOST:
        raise Unusable(f"a PDF of {len(reader.pages):,} pages, more than any article has (limit {MOST})")
    deadline = time.monotonic() + SECONDS
    pages = []
    for page in reader.pages:
        if time.monotonic() > deadline:
            raise Unusable(f"a PDF that takes more than {SECONDS:.0f} s to read")
        pages.append(_in_columns(_lines(page)))
    return pages


def _said(reader: PdfReader) -> dict[str, object]:
    stated = reader.metadata
    title, author = (stated.title, stated.author) if stated else (None, None)
    said = {"title": title if title and not _NO_TITLE.match(title) else None, "author": author}
    return {name: value for name, value in said.items() if value and value.strip("() ").lower() != "anonymous"}


def _lines(page: PageObject) -> list[_Line]:
    """The lines of a page, in the order in which they are drawn."""
    parts: list[_Line] = []

    def take(text: str, cm: Sequence[float], tm: Sequence[float], _font: object, size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = abs(cm[3] * tm[3]) or 1.0
            parts.append(_Line(x, y, size * scale, text))

    page.extract_text(visitor_text=take)
    columns = _columns(parts)
    lines: list[_Line] = []
    for part in parts:
        before = lines[-1] if lines else None
        if before and abs(before.y - part.y) < 0.4 * part.size and part.x > before.x and _place(part) not in columns:
            lines[-1] = replace(before, text=before.text + part.text)  # pypdf has put spaces where there are gaps
        else:
            lines.append(part)
    return [replace(line, text=" ".join(line.text.translate(_LIGATURES).split())) for line in lines]


def _columns(parts: Sequence[_Line]) -> list[int]:
    """The places at which columns begin, from the left: where many lines do."""
    starts = Counter(_place(part) for part in parts)
    rows = len({round(part.y) for part in parts})
    return sorted(place for place, count in starts.items() if count >= max(5, rows // 5))


def _place(part: _Line) -> int:
    return round(part.x / 4)


def _in_columns(lines: list[_Line]) -> list[_Line]:
    """Lines that are drawn row by row across columns, put column by column; any others as they are drawn."""
    columns = _columns(lines)
    of = [max((n for n, place in enumerate(columns) if _place(line) >= place - 1), default=0) for line in lines]
    if sum(one != other for one, other in pairwise(of)) < len(lines) // 2:
        return lines
    return [line for _, line in sorted(zip(of, lines, strict=True), key=lambda pair: (pair[0], -pair[1].y))]


def _without_heads(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    """All lines but page numbers at the upper or lower end, and what stands there on at least half of the pages."""
    ends = [_ends_of(page) for page in pages]
    seen = Counter(key for keys in ends for key in set(keys.values()))
    running = {key for key, count in seen.items() if count >= 2 and 2 * count >= len(pages)}
    return [
        line
        for page, keys in zip(pages, ends, strict=True)
        for line in page
        if not (line in keys and (keys[line] in running or _NUMBER.fullmatch(line.text) or _stands_apart(line, page)))
    ]


def _stands_apart(line: _Line, page: Sequence[_Line]) -> bool:
    """Whether a line at the upper or lower end is set smaller than the text, and far from it."""
    others = [abs(other.y - line.y) for other in page if round(other.y) != round(line.y)]
    body = median(other.size for other in page)
    return bool(others) and line.size < 0.9 * body and min(others) > 2.5 * body


def _ends_of(page: Sequence[_Line]) -> dict[_Line, tuple[int, str]]:
    """The lines at both ends of a page, each with its height and its words without figures."""
    heights = sorted({round(line.y) for line in page})
    outer = {*heights[:2], *heights[-2:]} if len(heights) > 4 else {*heights[:1], *heights[-1:]}
    return {line: (round(line.y), re.sub(r"\d+", "0", line.text)) for line in page if round(line.y) in outer}


def _paragraphs(lines: Sequence[_Line]) -> list[str]:
    """Lines joined to paragraphs, which end where a wider gap follows, or a short line that ends a sentence."""
    if not lines:
        return []
    gaps = [a.y - b.y for a, b in pairwise(lines) if 0 < a.y - b.y < 4 * a.size]
    usual = median(gaps) if gaps else 0.0
    longest = median(sorted(len(line.text) for line in lines)[-max(1, len(lines) // 2) :])
    kept = {word.lower() for line in lines for word in re.findall(r"\w+-\w+", line.text)}
    paragraphs, current = [], lines[0].text
    for before, line in pairwise(lines):
        if _begins(before, line, usual, longest):
            paragraphs.append(current)
            current = line.text
        else:
            current = _joined(current, line.text, kept)
    return [*paragraphs, current]


def _begins(before: _Line, line: _Line, usual: float, longest: float) -> bool:
    gap = before.y - line.y
    if abs(before.size - line.size) > 0.15 * before.size:
        return True
    if gap < 0 or gap > 4 * before.size:  # another column or page: a sentence goes on, and so may a paragraph
        return bool(_ENDS.search(before.text)) and len(before.text) < 0.85 * longest
    if _ENDS.search(before.text) and 0.8 * line.size < line.x - before.x < 4 * line.size:  # set in, as a first line is
        return True
    return gap > 1.25 * usual or (bool(_ENDS.search(before.text)) and len(before.text) < 0.6 * longest)


def _joined(before: str, line: str, kept: Iterable[str]) -> str:
    """Two lines of a paragraph; a word that was parted becomes one, unless it is written with the hyphen elsewhere."""
    parted = _HYPHEN.search(before)
    if not parted or not line[:1].islower():
        return f"{before} {line}"
    rest = re.match(r"\w+", line)
    if rest and f"{parted[1]}-{rest[0]}".lower() in kept:
        return before + line
    return before[:-1] + line

"""DOCX to an article's text: paragraphs, headings and tables in their order, without headers, footers and comments."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.extraction.markdown import Read, without_title
from ingest.extraction.raw_article import Malformed, Unusable

if TYPE_CHECKING:
    from docx.document import Document

LARGEST = 50_000_000
"""Bytes of all parts, unpacked; pictures among them are not read."""

WIDEST = 100_000
"""Columns that the cells of all tables span; python-docx makes a cell of each."""

_OLD = b"\xd0\xcf\x11\xe0"


def from_docx(data: bytes) -> Read:
    """Read a Word document. Raises Unusable if it is encrypted or of the older format, damaged or too large unpacked.

    Its title and author count where they are stated. Inserted words of tracked changes are read, deleted ones are not.
    """
    if data.startswith(_OLD):
        raise Unusable("an encrypted or older Word document: save it as .docx without a password")
    document = _opened(data)
    if sum(map(_number, document.element.xpath("//w:gridSpan/@w:val"))) > WIDEST:
        raise Unusable("a Word document whose tables are wider than any article's")
    properties = document.core_properties
    said = {"title": properties.title.strip(), "author": properties.author.strip()}
    if said["author"].lower() == "python-docx":
        said["author"] = ""
    blocks = list(_blocks(document))
    if not said["title"]:
        said["title"] = next((text for text, style in blocks if style in ("Title", "Heading 1")), "")
    text = "\n\n".join(text for text, _ in blocks)
    return without_title(text, said["title"]), {name: value for name, value in said.items() if value}, ()


def _opened(data: bytes) -> Document:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST:
                raise Unusable(f"a Word document that is too large unpacked (limit {LARGEST / 1e6:.0f} MB)")
        return docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OpcError, LxmlError, KeyError, ValueError, EOFError) as error:
        if isinstance(error, Unusable):
            raise
        raise Malformed(f"a damaged Word document ({type(error).__name__})") from None


def _number(stated: str) -> int:
    try:
        return int(stated)
    except ValueError:
        return 0


def _blocks(document: Document) -> Iterator[tuple[str, str]]:
    """The texts of paragraphs and table rows, each with its style."""
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    styles: dict[str | None, str] = {}  # python-docx looks through all styles for each paragraph
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            if text := _text(block):
                if (style := block._p.style) not in styles:
                    styles[style] = (block.style.name if block.style else None) or ""
                yield text, styles[style]
        elif isinstance(block, Table):
            rows = (" | ".join(dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)) for row in block.rows)
            if table := "\n".join(row for row in rows if row.strip(" |")):
                yield table, "Table"


def _text(paragraph: object) -> str:
    """A paragraph with its links and inserted words, but without what is deleted or hidden."""
    from docx.oxml.ns import qn

    element = paragraph._p  # type: ignore[attr-defined]
    words = []
    for node in element.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        run = node.getparent()
        hidden = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is not None
        if not hidden:
            words.append(node.text or "" if node.tag == qn("w:t") else " " if node.tag == qn("w:tab") else "\n")
    return "".join(words).strip()

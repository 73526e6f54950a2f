"""DOCX: paragraphs, headings and tables in order; headers, footers and deleted words are not the article's."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from page import FIRST, SECOND, THIRD

from ingest.extraction.extractors import extract
from ingest.extraction.raw_article import RawArticle, Unusable


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def read(data: bytes) -> RawArticle:
    ((_, found),) = extract(data, "docx", PurePath("a.docx"))
    assert isinstance(found, RawArticle)
    return found


def story() -> object:
    document = docx.Document()
    document.core_properties.author = "Ann Smith"
    document.sections[0].header.paragraphs[0].text = "Aford Courier"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_heading("The bridge", 0)
    paragraph = document.add_paragraph(FIRST[:20])
    paragraph.add_run(FIRST[20:]).bold = True
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "2023", "9 million"
    document.add_heading("What it costs", 2)
    document.add_paragraph(SECOND)
    return document


def test_a_document_is_read_as_its_readers_see_it() -> None:
    found = read(saved(story()))
    assert (found.title, found.author, found.published) == ("The bridge", "Ann Smith", None)
    assert found.text.split("\n\n") == [FIRST, "2023 | 9 million", "What it costs", SECOND]


def test_inserted_words_are_read_and_deleted_or_hidden_ones_are_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph(FIRST)
    tracked = (
        f"<w:p {nsdecls('w')}><w:ins><w:r><w:t xml:space='preserve'> It is new.</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText> It is old.</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> It is hidden.</w:t></w:r></w:p>"
    )
    for element in list(parse_xml(tracked)):
        paragraph._p.append(element)
    assert read(saved(document)).text == f"{FIRST} It is new."


def test_a_download_of_a_press_database_is_read_one_by_one() -> None:
    document = docx.Document()
    for title, text in (("The bridge", FIRST), ("The mayor", SECOND)):
        for line in (title, "Aford Courier", "June 5, 2023 Monday", "Length: 98 words", "Body", text, THIRD):
            document.add_paragraph(line)
        document.add_paragraph("End of Document")
    parts = [found for _, found in extract(saved(document), "docx", PurePath("a.docx"))]
    assert [found.title for found in parts if isinstance(found, RawArticle)] == ["The bridge", "The mayor"]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", bytes(60_000_000))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600), "an encrypted or older Word document"),
        (b"PK\x03\x04 nonsense", "a damaged Word document"),
        (saved(story())[:4_000], "a damaged Word document"),
        (bomb(), "too large unpacked"),
    ],
)
def test_what_cannot_be_read_is_named_by_what_it_is(data: bytes, reason: str) -> None:
    with pytest.raises(Unusable, match=reason):
        read(data)

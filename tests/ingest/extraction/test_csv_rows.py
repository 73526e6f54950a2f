"""CSV: columns named as the fields of articles, whatever separates them, one row at a time."""

from __future__ import annotations

import io
from datetime import date

import pytest
from editors_desk import PROSE, Desk, desk, reasons
from page import FIRST, SECOND

from ingest.extraction.csv_rows import from_csv
from ingest.extraction.raw_article import Malformed, RawArticle, Unusable

__all__ = ["desk"]


def rows(data: bytes) -> list[RawArticle | Unusable]:
    return [found for _, found, _ in from_csv(io.BytesIO(data))]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_columns_are_named_as_fields(separator: str, encoding: str) -> None:
    head = separator.join(("Title", "Published At", "source", "url", "Text"))
    row = separator.join(("Die Brücke", "2023-06-05", "Courier", "https://news.example/1", f'"{FIRST}\n\n{SECOND}"'))
    (found,) = rows(f"{head}\r\n{row}\r\n".encode(encoding))
    assert isinstance(found, RawArticle)
    assert (found.title, found.published, found.publisher) == ("Die Brücke", date(2023, 6, 5), "Courier")
    assert (found.text, found.url) == (f"{FIRST}\n\n{SECOND}", "https://news.example/1")


def test_a_row_that_holds_no_article_is_named_by_its_line(desk: Desk) -> None:
    path = desk.write("a.csv", f'id,content\nx,"{FIRST}"\ny,[Removed]\n,\nz,"{SECOND}"\n')
    report = desk.index()
    assert report.added == 2
    assert [problem.location for problem in report.skipped] == [f"{path}:3"]
    assert set(desk.articles()) == {"x", "z"}


def test_a_file_without_a_column_of_texts_fails_and_says_what_its_first_line_holds(desk: Desk) -> None:
    desk.write("a.csv", "a,b\n1,2\n")
    assert reasons(desk.index())["a.csv"].startswith("no column holds texts: the first line says 'a', 'b'")
    with pytest.raises(Unusable):
        rows(b"\x89PNG\r\n\x1a\n")


def test_a_cell_that_is_too_large_fails_alone() -> None:
    first, last = rows(b"text\n" + b"word " * 1_100_000 + b"\n" + FIRST.encode() + b"\n")[::1][:2]
    assert isinstance(first, Malformed)
    assert isinstance(last, RawArticle)


def test_a_file_beyond_the_limit_of_one_article_is_read_row_by_row(desk: Desk) -> None:
    long = PROSE.format("Aford") * 20
    count = 5_200_000 // len(long)
    with (desk.news / "large.csv").open("w") as stream:
        stream.write("title,text\n")
        stream.writelines(f'Number {n},"{n} {long}"\n' for n in range(2))
        stream.writelines("Same,[Removed]" + " " * 1_000 + "\n" for _ in range(count * 5))
    report = desk.index()
    assert (report.added, report.failed) == (2, ())

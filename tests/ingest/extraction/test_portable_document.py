"""PDF: every sentence whole, in order and without running heads; what cannot be read is named by what it is."""

from __future__ import annotations

import io
from pathlib import PurePath

import pytest
from page import FIRST, SECOND, THIRD
from printed import in_runs, printed, scanned
from pypdf import PdfWriter

from ingest.extraction.extractors import extract
from ingest.extraction.raw_article import RawArticle, Unusable

LONG = "The administration had underestimated the deterioration of the foundations considerably, engineers said."
PARAGRAPHS = [f"{FIRST} {LONG} {SECOND}", f"{THIRD} {LONG}", f"{SECOND} {FIRST} {LONG}"] * 9
PARAGRAPHS = [f"{paragraph} That was statement number {n}." for n, paragraph in enumerate(PARAGRAPHS)]


def read(data: bytes) -> RawArticle:
    ((_, found),) = extract(data, "pdf", PurePath("a.pdf"))
    assert isinstance(found, RawArticle)
    return found


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("across", [False, True])
def test_columns_are_read_one_after_the_other_and_parted_words_joined(columns: int, across: bool) -> None:
    found = read(printed(PARAGRAPHS, columns, across=across, title="The bridge"))
    assert found.title == "The bridge"
    words = " ".join(found.text.split())
    assert [paragraph for paragraph in PARAGRAPHS if paragraph not in words] == []
    assert "AFORD COURIER" not in words
    assert "Page" not in words
    assert found.published is None


def test_paragraphs_stay_apart() -> None:
    paragraphs = read(printed(PARAGRAPHS, 1)).text.split("\n")
    whole = [paragraph for paragraph in PARAGRAPHS if paragraph in paragraphs]
    assert len(whole) >= len(PARAGRAPHS) - 2  # one that goes on overleaf may


def test_words_in_runs_of_their_own_keep_their_spaces() -> None:
    lines = [("The mayor told ", "reporters", " that the bridge"), ("would be closed, ", "and", " nobody spoke.")]
    assert read(in_runs(lines)).text == "The mayor told reporters that the bridge would be closed, and nobody spoke."


def test_a_hyphen_that_is_written_elsewhere_stays() -> None:
    text = "The well-known bridge stood. " + "The well-known mayor of Aford spoke of it once more on Monday. " * 30
    assert "wellknown" not in read(printed([text], 3)).text


def locked(algorithm: str, password: str) -> bytes:
    """A PDF that may be printed but not changed, and asks for a password unless that is empty."""
    writer = PdfWriter(clone_from=io.BytesIO(printed(PARAGRAPHS, 1)))
    writer.encrypt(password, "owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_what_is_encrypted_and_asks_for_no_password_is_read(algorithm: str) -> None:
    assert read(locked(algorithm, "")).text == read(printed(PARAGRAPHS, 1)).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (scanned(), "a scanned PDF"),
        (printed(PARAGRAPHS, 1, password="secret"), "encrypted with a password; remove it"),
        (locked("AES-256", "secret"), "encrypted with a password; remove it"),
        (printed(PARAGRAPHS, 1)[:900], "a damaged PDF"),
        (b"%PDF-1.7 nonsense", "a damaged PDF"),
        (b"no PDF at all", "a damaged PDF"),
    ],
)
def test_what_cannot_be_read_is_named_by_what_it_is(data: bytes, reason: str) -> None:
    with pytest.raises(Unusable, match=reason):
        read(data)

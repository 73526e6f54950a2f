"""Text broken into lines of one width is read as its paragraphs; what has lines of its own keeps them."""

from __future__ import annotations

import json
import textwrap

import pytest
from page import FIRST, SECOND, THIRD, page, read

from ingest.extraction.hard_wrapping import unwrapped
from ingest.sources.documents import as_found

STORY = [f"{FIRST} {SECOND}", f"{THIRD} {FIRST}", SECOND]


def wrapped(width: int, gap: str = "\n\n", indent: str = "") -> str:
    return gap.join(textwrap.fill(each, width, initial_indent=indent) for each in STORY)


@pytest.mark.parametrize("width", [60, 65, 72, 80, 99])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_paragraphs_come_back_whole(width: int, line_break: str) -> None:
    text = "A BRIDGE FOR AFORD\nBy Ann Smith\n\n" + wrapped(width)
    assert unwrapped(text.replace("\n", line_break)).split("\n\n") == ["A BRIDGE FOR AFORD\nBy Ann Smith", *STORY]


def test_an_indent_begins_a_paragraph() -> None:
    assert unwrapped(wrapped(72, "\n", "   ")).split("\n") == ["   " + each for each in STORY]


def test_a_brief_of_two_lines_is_one_sentence() -> None:
    assert unwrapped(textwrap.fill(FIRST, 72)) == FIRST


def test_a_line_that_ends_in_a_hyphen_goes_on_without_a_space_and_a_dash_with_one() -> None:
    lines = wrapped(72).split("\n")
    lines[1] = lines[1][:60] + " of well-"
    lines[0] = lines[0][:68] + " --"
    assert "of well-" + lines[2].split()[0] in unwrapped("\n".join(lines))
    assert f" -- {lines[1].split()[0]}" in unwrapped("\n".join(lines))


@pytest.mark.parametrize(
    "text",
    [
        "The bridge that stood for sixty years,\nin Aford where the river clears,\nwas closed on Tuesday, so they say.",
        "\n".join(f"In {year}    {year - 1900:>6}    of a sum that fills the rest of the row" for year in range(50)),
        "\n".join(f"Ann Smith of the bridge company of Aford said so in part {number}." for number in range(9)),
        f"{FIRST}\n{SECOND}\n{THIRD}",
        "MAYOR: We closed it.\nPRESS: What does it cost, and who is to pay for it in the end?\nMAYOR: Nobody knows.",
        "",
        "\n \n",
        "one line",
    ],
)  # fmt: skip
def test_what_has_lines_of_its_own_keeps_them(text: str) -> None:
    assert unwrapped(text) == text


def test_items_of_a_list_among_wrapped_lines_stay_apart() -> None:
    items = "- The first of these items goes on until there is no room for another\n- word"
    assert items in unwrapped(f"{wrapped(72)}\n\n{items}")


def test_bare_text_json_and_documents_are_read_so() -> None:
    text, expected = wrapped(72), "\n\n".join(STORY)
    assert read(text, "text").text == expected
    assert read(json.dumps({"text": text}), "json").text == expected
    assert as_found({"text": text}).text == expected
    assert read(page(f"<article><h1>A bridge</h1><pre>{text}</pre></article>"), "html").text.split() == expected.split()
    assert FIRST in read(page(f"<article><h1>A bridge</h1><pre>{text}</pre></article>"), "html").text


def test_documents_of_llama_index_are_read_so() -> None:
    from llama_index.core import Document

    assert as_found(Document(text=wrapped(72))).text == "\n\n".join(STORY)

"""Plain text and Markdown: what a file says, and nothing that its readers cannot see."""

from __future__ import annotations

from datetime import date

import pytest
from page import FIRST, SECOND, THIRD, read

from ingest.extraction.raw_article import RawArticle, Unusable


def test_a_bare_text_gets_its_first_sentence_as_title_and_no_date() -> None:
    found = read(f"{FIRST} {SECOND}\n\n{THIRD}", "text")
    assert found.title == FIRST
    assert found.text == f"{FIRST} {SECOND}\n\n{THIRD}"
    assert (found.published, found.publisher, found.author, found.url, found.id) == (None, None, None, None, None)


def test_a_very_long_first_sentence_is_shortened_after_a_word() -> None:
    title = read("The committee of the house " * 30 + ".", "text").title
    assert len(title) <= 200
    assert title.endswith(("committee…", "house…", "the…", "The…", "of…"))


@pytest.mark.parametrize("text", ["", " \n", "…", "— “” —"])
def test_a_file_without_words_holds_no_article(text: str) -> None:
    with pytest.raises(Unusable):
        read(text, "text")


def test_front_matter_says_what_a_markdown_file_is() -> None:
    found = read(
        "---\ntitle: 'The bridge: a vote'\npublisher: Courier\nauthor: [Ann, Bob]\ndate: 2022-01-27T23:30:00-05:00\n"
        f"url: https://news.example/1\nid: 17\n---\n\n# The bridge: a vote\n\n{FIRST}\n",
        "markdown",
    )
    assert found == RawArticle(
        text=FIRST,
        title="The bridge: a vote",
        id="17",
        publisher="Courier",
        author="Ann, Bob",
        published=date(2022, 1, 27),
        url="https://news.example/1",
    )


def test_markdown_is_read_as_its_readers_see_it() -> None:
    found = read(
        "# A *bridge*\n\nIt is **bold**, `code`, [a link](https://x.example 'hint') and ![secret](x.png)\nsoft "
        "break\\\nhard break &amp; entity.\n\n- one\n- two\n\n> quoted “words”\n\n<div>SECRET</div>\n\n<!-- SECRET -->"
        "\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nfenced\n```\n\n1 < 2 and 5*3*2.\n\n[ref]: https://x.example\n",
        "markdown",
    )
    assert found.title == "A bridge"
    assert found.text.split("\n\n") == [
        "It is bold, code, a link and soft break\nhard break & entity.",
        "one",
        "two",
        "quoted “words”",
        "a",
        "b",
        "c",
        "d",
        "fenced",
        "1 < 2 and 532.",
    ]


@pytest.mark.parametrize("head", ["---\ntitle: [unclosed\n---\n", "---\nno end of it\n", "---\n- a list\n---\n"])
def test_malformed_front_matter_does_no_harm(head: str) -> None:
    found = read(f"{head}\n{FIRST}", "markdown")
    assert FIRST in found.text


def test_malformed_front_matter_is_said() -> None:
    (notice,) = read(f"---\ntitle: x\nauthor: [unclosed\n---\n\n{FIRST}", "markdown").notices
    assert "front matter is malformed (line 4)" in notice


def test_a_front_matter_that_explodes_stays_small() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    found = read(f"---\n{bomb}author: *i\ntitle: *i\ndate: *i\nid: [{'x' * 600}, *i]\n---\n\n{FIRST}", "markdown")
    assert found.text == FIRST
    assert len(found.author or "") <= 500
    assert found.published is None
    assert len(found.id or "") <= 500

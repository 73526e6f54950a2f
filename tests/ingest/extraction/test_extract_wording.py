"""What elements of a page mean: struck out, raised, in a list, in a table, on a line of its own."""

from __future__ import annotations

import json

import pytest
from page import FIRST, SECOND, THIRD, page, paragraphs, read

STRUCK = "It costs <{0}>5</{0}> 4 million euros, said the mayor of Aford on Monday."


def lines(body: str) -> list[str]:
    return read(page(f"<article>{body}</article>"), "html").text.split("\n")


@pytest.mark.parametrize("element", ["del", "s", "strike"])
def test_what_is_struck_out_is_not_said(element: str) -> None:
    found = read(page(f"<article>{paragraphs(FIRST, STRUCK.format(element), THIRD)}</article>"), "html")
    assert "It costs 4 million euros, said the mayor" in " ".join(found.text.split())
    assert found.notices == ("what is struck out in 1 place was left out",)


@pytest.mark.parametrize(
    "words", ["It costs ~~5~~ 4 million.", "It costs <s>5</s> 4 million.", "It costs <del>5 </del>4 million."]
)
def test_what_is_struck_out_in_markdown_is_not_said(words: str) -> None:
    found = read(words, "markdown")
    assert found.text == "It costs 4 million."
    assert found.notices == ("what is struck out in 1 place was left out",)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("grew 10<sup>2</sup> times", "grew 10² times"),
        ("grew 10<sup>-3</sup> times", "grew 10⁻³ times"),
        ("covers 40 m<sup><b>2</b></sup>", "covers 40 m²"),
        ("the 5<sup>th</sup> bridge", "the 5th bridge"),
        ("glows by <sup>18</sup>F", "glows by ¹⁸F"),
        ("is (a+b)<sup>2</sup>", "is (a+b)²"),
        ("a bridge<sup><a href='#1'>1</a></sup> too far", "a bridge too far"),
        ("a bridge<sup>[2]</sup> too far", "a bridge too far"),
        ("a bridge, too far.<sup>3</sup>", "a bridge, too far."),
        ("said CO<sub>2</sub> fell", "said CO2 fell"),
        (f"was <sup><a>{FIRST}</a></sup> and <sub>{SECOND}</sub>", f"was {FIRST} and {SECOND}"),
        ("is 10<sub><b>3</b></sub> in that base", "is 10₃ in that base"),
        ("rose by 2<sup>1</sup>/<sub>2</sub> points", "rose by 2¹/₂ points"),
    ],
)
def test_a_raised_figure_is_no_part_of_the_number_before_it(markup: str, expected: str) -> None:
    sentence = f"The mayor said on Monday that it {markup} in all."
    assert f"The mayor said on Monday that it {expected} in all." in lines(paragraphs(FIRST, sentence, THIRD))
    if not any(element in markup for element in ("<b>", "<a", "/<sub>")):
        assert read(sentence, "markdown").text == f"The mayor said on Monday that it {expected} in all."


def test_a_headline_does_not_run_into_the_first_sentence_of_a_brief() -> None:
    body = (
        f"<h1>A bridge for Aford</h1><h2>The vote</h2><p>{FIRST}</p><details><summary>More</summary>{SECOND}</details>"
    )
    assert lines(body) == ["The vote", FIRST, "More", SECOND]


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{FIRST}<div>{SECOND}</div></div><p>{THIRD}</p>",
        f"<blockquote>{FIRST}<blockquote>{SECOND}</blockquote></blockquote><p>{THIRD}</p>",
        f"<ul><li>{FIRST}<p>{SECOND}</p></li></ul><p>{THIRD}</p>",
    ],
)
def test_a_block_within_a_block_does_not_run_into_what_stands_before_it(body: str) -> None:
    assert lines(body) == [FIRST, SECOND, THIRD]


def test_an_article_that_a_table_places_on_its_page_is_no_table() -> None:
    body = (
        f"<table><tr><td>Menu</td><td><h1>A bridge for Aford</h1>{FIRST}<p>{SECOND}</p><p>{THIRD}</p></td></tr></table>"
    )
    assert read(page(body), "html").text.split("\n") == [FIRST, SECOND, THIRD]


def test_a_table_of_figures_stays_in_rows() -> None:
    table = "<table><tr><td>Greens</td><td>12</td></tr><tr><td>Reds</td><td>9</td></tr></table>"
    assert "| Greens | 12 |" in lines(f"{paragraphs(FIRST, SECOND)}{table}{paragraphs(THIRD)}")


def test_the_items_of_a_list_begin_with_their_words() -> None:
    item = "The bridge will be closed to lorries."
    body = f"{paragraphs(FIRST)}<ul><li>{item}</li><li>Buses may pass.</li></ul>{paragraphs('- No, he said.', THIRD)}"
    assert lines(body) == [FIRST, item, "Buses may pass.", "- No, he said.", THIRD]


@pytest.mark.parametrize(
    "hidden",
    [
        "<span style='display: none'>SECRET</span>",
        "<span hidden>SECRET</span>",
        "<b hidden>SE</b><script>CR</script>",
        "\n\n<div style='display:none'>\n\nSECRET\n\n</div>\n\n",
        "\n\n<div title='>' hidden>\n\nSECRET\n\n<p>x</p>\n\n</div>\n\n",
    ],
)
def test_what_markdown_hides_by_raw_html_is_not_read(hidden: str) -> None:
    found = read(f"{FIRST}{hidden}{SECOND}", "markdown")
    assert "".join(found.text.split()) == "".join((FIRST + SECOND).split())


@pytest.mark.parametrize(
    "odd", ["<![-- x -->", "<![CDATA[ x ]]>", "<!DOCTYPE x>", "<?x ?>", "</", "<a href='>'", "<![", "<![" * 9]
)
def test_odd_raw_html_in_markdown_does_no_harm(odd: str) -> None:
    assert THIRD in read(f"{FIRST} {odd}\n\n{SECOND}\n\n{odd}\n\n{THIRD}", "markdown").text


def test_a_break_in_markdown_is_one() -> None:
    assert read("The end of May<br>is near.", "markdown").text == "The end of May\nis near."


def test_a_text_in_json_that_is_html_is_read_as_its_readers_see_it() -> None:
    text = (
        f"<h2>The vote</h2>\n<p>{FIRST} It cost <s>5</s> &euro;4&nbsp;million.<br/>{SECOND}</p><p hidden>SECRET</p>"
        f"<div>A bridge<figcaption>A photo. Ann Smith/Getty</figcaption>for all</div><ul><li>{THIRD}</ul>"
    )
    found = read(json.dumps({"body": text, "title": "Smith &amp; Sons", "id": "a&amp;b"}), "json")
    assert found.text.split("\n") == ["The vote", f"{FIRST} It cost €4 million.", SECOND, "A bridge", "for all", THIRD]
    assert (found.title, found.id) == ("Smith & Sons", "a&amp;b")
    assert found.notices == ("what is struck out in 1 place was left out",)


@pytest.mark.parametrize(
    "text",
    [
        f'{FIRST}\n\n<a href="https://x.example">{SECOND}</a>\n{THIRD}',
        f"<p>{FIRST}</p>\n\n{SECOND}\r\n\r\n{THIRD}",
        f"&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;<b>{SECOND}</b>&lt;/p&gt;{THIRD}",
    ],
)
def test_markup_in_json_needs_not_be_whole(text: str) -> None:
    assert read(json.dumps({"content": text}), "json").text.split("\n") == [FIRST, SECOND, THIRD]


def test_characters_that_html_spells_out_are_read_in_json_alone() -> None:
    text = "AT&amp;T said &#8220;no&#8221; on Monday; 3 < 4 &c."
    assert read(json.dumps({"text": text}), "json").text == "AT&T said “no” on Monday; 3 < 4 &c."
    assert read(text, "text").text == text

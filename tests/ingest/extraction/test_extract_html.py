"""A web page: its metadata, its article without menus, and every word of it."""

from __future__ import annotations

import contextlib
import gc
import json
import time
from datetime import date

import pytest
from page import FIRST, SECOND, THIRD, page, paragraphs, read

from ingest.extraction.raw_article import Unusable


def test_json_ld_says_what_a_page_is() -> None:
    linked = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Not this"},
            {
                "@type": ["NewsArticle"],
                "headline": "The bridge",
                "datePublished": "2022-01-27T23:30:00-05:00",
                "author": [{"@type": "Person", "name": "Ann Smith"}, {"@type": "Person", "name": "Bob Jones"}],
                "publisher": {"@type": "Organization", "name": "Courier"},
            },
        ],
    }
    found = read(
        page(
            f"<article><h1>The bridge</h1>{paragraphs(FIRST, SECOND, THIRD)}</article>",
            f'<script type="application/ld+json">{json.dumps(linked)}</script>'
            '<link rel="canonical" href="https://news.example/bridge"><meta property="og:title" content="Other">'
            '<meta property="article:published_time" content="2020-01-01">',
        ),
        "html",
    )
    assert found.title == "The bridge"
    assert found.author == "Ann Smith, Bob Jones"
    assert found.publisher == "Courier"
    assert found.published == date(2022, 1, 27)
    assert found.url == "https://news.example/bridge"
    assert found.text == f"{FIRST}\n{SECOND}\n{THIRD}"


def test_opengraph_and_meta_elements_come_next_and_time_last() -> None:
    head = (
        '<title>The bridge | Courier</title><meta property="og:title" content="The bridge">'
        '<meta property="og:site_name" content="Courier"><meta name="author" content="Ann Smith">'
        '<meta property="og:url" content="https://news.example/bridge">'
    )
    byline = "<p>By Ann · <time datetime='2022-01-27'>27 January</time></p>"
    body = f"<article>{byline}{paragraphs(FIRST, SECOND, THIRD)}</article>"
    found = read(page(body, head + "<script type='application/ld+json'>{broken</script>"), "html")
    assert (found.title, found.publisher, found.author) == ("The bridge", "Courier", "Ann Smith")
    assert (found.published, found.url) == (date(2022, 1, 27), "https://news.example/bridge")
    assert "By Ann" not in found.text


def test_a_page_that_says_nothing_has_no_date() -> None:
    found = read(page(paragraphs(FIRST, SECOND, THIRD)), "html")
    assert found.title == FIRST
    assert (found.published, found.publisher, found.author, found.url) == (None, None, None, None)


def test_quotation_elements_become_quotation_marks() -> None:
    body = (
        f"<article>{paragraphs(FIRST, 'The mayor called it <q>a <b>good</b> day</q> for the town.', THIRD)}</article>"
    )
    assert "The mayor called it “a good day” for the town." in read(page(body), "html").text


def test_menus_and_footers_are_no_article() -> None:
    menu = "<nav><a href=/>Home</a> <a href=/s>Sport</a></nav><footer>All rights reserved. Cookies.</footer>"
    with pytest.raises(Unusable, match="no article was found"):
        read(page(menu), "html")


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Aford opened the bridge.",
        "Le maire d’Aford a ouvert le pont.",
        "市長は月曜日に新しい橋を開通させた。川の両岸から多くの人が集まり、その日を祝った。町の人々は十年もの間この橋を待っていた。",
    ],
)
@pytest.mark.parametrize(
    "markup", ["<article><p>{}</p></article>", "<p>{}</p>", "<div><p>{}</p></div>", "<main>{}</main>"]
)
def test_a_tiny_page_with_one_sentence_is_an_article(markup: str, text: str) -> None:
    assert read(page(markup.format(text)), "html").text == text


def test_control_characters_in_a_page_cost_nothing_but_themselves() -> None:
    body = (
        f"<article>{paragraphs(FIRST, 'It rose &#27;[31m to&#1; two &#xD800;hundred metres, said the mayor.', THIRD)}"
    )
    found = read(page(body), "html")
    assert "It rose [31m to two" in found.text
    assert any("control characters removed" in notice for notice in found.notices)


def test_a_control_character_behind_what_is_hidden_costs_nothing_but_itself() -> None:
    found = read(page(f"<article><script>x</script>&#x10FFFF;&#1;{paragraphs(FIRST, SECOND, THIRD)}</article>"), "html")
    assert FIRST in found.text and "1 control character removed" in found.notices


def test_control_characters_of_what_nobody_reads_are_no_doubt_about_an_article() -> None:
    found = read(
        page(f"<script>x = '&#27;\x1b[0m'</script><article>{paragraphs(FIRST, SECOND, THIRD)}</article>"), "html"
    )
    assert (found.text.startswith(FIRST), found.notices) == (True, ())


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    text = (
        "Министр иностранных дел заявил в четверг, что ответ был неудовлетворительным и потребует новых переговоров. "
    )
    found = read(page(f"<article>{paragraphs(text * 3, text)}</article>", head).encode("cp1251"), "html")
    assert text.strip() in found.text
    assert found.notices == () or "words" in found.notices[0]


def test_what_is_hidden_in_print_alone_is_read() -> None:
    style = "<style>@media print { .a{color:red} .b{display:none} } .c{color:red}</style>"
    body = f"<article>{paragraphs(FIRST)}<p class='b'>{SECOND}</p>{paragraphs(THIRD)}</article>"
    assert SECOND in read(page(body, style), "html").text


@pytest.mark.parametrize(
    "body",
    [
        "<style>" + "".join(f".a{n}{{display:none}}" for n in range(30_000)) + "</style>",
        "<style>" + ".a," * 100_000 + "</style>",
        '<p style="' + "height:0" + "0" * 100_000 + '1">x</p>',
        "<p>" + "a <time>b</time> " * 5_000,
        "<p>" + "<q>b</q> " * 5_000,
        "<i>" * 200_000,
        "<p>x<b>" * 20_000,
    ],
)
def test_hostile_markup_takes_seconds_at_most(body: str) -> None:
    started = time.process_time()
    with contextlib.suppress(Unusable):
        read(page(f"<article>{paragraphs(FIRST, SECOND, THIRD)}{body}</article>"), "html")
    assert time.process_time() - started < 5


@pytest.mark.parametrize("body", ["<div>" * 5_000, "<p>" + "<b>" * 2_000 + FIRST, "<" * 10_000, "&#0;&#xD800;" * 100])
def test_hostile_markup_ends_in_an_article_or_a_reason(body: str) -> None:
    try:
        read(page(body), "html")
    except Unusable as error:
        assert str(error)


@pytest.mark.parametrize("is_enabled", [True, False])
def test_garbage_is_looked_for_after_a_page_as_it_was_before(is_enabled: bool) -> None:
    switch = {True: gc.enable, False: gc.disable}
    switch[is_enabled]()
    try:
        read(page(f"<article>{paragraphs(FIRST, SECOND, THIRD)}</article>"), "html")
        after_article = gc.isenabled()
        with pytest.raises(Unusable):
            read(page("<p>Menu</p>"), "html")
        assert (after_article, gc.isenabled()) == (is_enabled, is_enabled)
    finally:
        gc.enable()

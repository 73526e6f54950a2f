"""The day that a page shows as its article's: about the headline and called so; in doubt there is none."""

from __future__ import annotations

from datetime import date

import pytest
from page import FIRST, SECOND, THIRD, page, paragraphs, read

DAY = date(2024, 6, 1)
BODY = paragraphs(FIRST, SECOND, THIRD)


@pytest.mark.parametrize(
    "markup",
    [
        '<p class="date">1 June 2024</p>',
        '<p class="date">Published: June 1, 2024</p>',
        '<div class="article-date"><span>Saturday, 1 June 2024, 14:30</span></div>',
        '<div class="byline">By Ann Smith | <span>1 June 2024</span></div>',
        '<span class="publishDate">2024-06-01</span>',
        '<span itemprop="datePublished">1 June 2024</span>',
        "<p>1 June 2024 · By Ann Smith</p>",
        '<p class="author">Ann Smith</p><p class="date">1 June 2024</p>',
        '<a rel="bookmark" href="/bridge"><time class="entry-date">1 June 2024</time></a>',
        "<p>Published <time>1 June 2024</time>, updated <time>3 June 2024</time></p>",
        "<p><em>Published on 1 June 2024</em></p>",
        "<time>1 June 2024</time>",
        '<div class="meta"><time datetime="2024-06-01T10:00:00Z">Saturday</time></div>',
    ],
)
def test_the_one_date_that_a_page_shows_is_its_date_and_no_text(markup: str) -> None:
    found = read(page(f"<article><h1>The bridge</h1>{markup}{BODY}</article>"), "html")
    assert found.published == DAY
    assert found.text == f"{FIRST}\n{SECOND}\n{THIRD}"


@pytest.mark.parametrize("called", ["updated", "date"])
def test_the_day_of_an_update_is_not_the_article_s(called: str) -> None:
    lines = f'<p class="date">1 June 2024</p><p class="{called}">Updated: 3 June 2024</p>'
    assert read(page(f"<article><h1>The bridge</h1>{lines}{BODY}</article>"), "html").published == DAY


@pytest.mark.parametrize(
    "markup",
    [
        '<p class="date">01/06/2024</p>',  # either of two days
        '<p class="date">1 June</p>',
        '<p class="date">June 2024</p>',
        '<p class="date">1 June 2024 to 3 June 2024</p>',
        '<p class="date">1 June 2999</p>',
        '<p class="date">Aford, where 1 June 2024 was a Saturday</p>',
        '<p class="updated">1 June 2024</p>',
        '<p class="event-date">1 June 2024</p>',
        '<aside><p class="date">1 June 2024</p></aside>',
        '<ul><li class="date">1 June 2024</li></ul>',
        '<a class="date" href="/x">1 June 2024</a>',
        '<p class="date">1 June 2024</p><p class="date">2 June 2024</p>',
        "<p>The old bridge was closed on <time datetime='2024-06-01'>that day</time> for good.</p>",
        "<p>The old bridge was closed on <time>1 June 2024</time> for good.</p>",
        '<p>It was closed on <span class="date">1 June 2024</span>, the mayor said.</p>',
        '<p class="date" hidden>1 June 2024</p>',
        "<p>1 June 2024</p>",
        '<h3 class="date">1 June 2024</h3>',
        "<h3><time>1 June 2024</time></h3>",
        '<p class="date">4 May 1945</p>',
        '<p class="date">1 June 2024</p><p>It was the day on which the old bridge fell down.</p>',
        "<time>1 June 2024</time><p>Nobody who lived in Aford will forget that day, they say.</p>",
        "<p>1 June 2024</p><p>By the evening of that day the bridge was gone.</p>",
        '<div>When</div><div class="date">1 June 2024</div>',
        "<div>When: <time>1 June 2024</time></div>",
        '<div class="date">1 June 2024</div><div>Where</div>',
        '<p class="date">Opens 1 June 2024</p>',
        "<p>12 May 1931 – 1 June 2024</p>",
    ],
)
def test_what_may_be_another_date_is_none(markup: str) -> None:
    assert read(page(f"<article><h1>The bridge</h1>{markup}{BODY}</article>"), "html").published is None


@pytest.mark.parametrize(
    "body",
    [
        f'<header><b class="current-date">1 June 2024</b></header><main><h1>The bridge</h1>{BODY}</main>',
        f'<header><h1>Courier</h1><p class="date">1 June 2024</p></header><article><h2>The bridge</h2>{BODY}</article>',
        f'<header><time datetime="2024-06-01">1 June</time></header><article><h1>The bridge</h1>{BODY}</article>',
        f"<div class='latest'><span class='date'>1 June 2024</span></div><article><h1>The bridge</h1>{BODY}</article>",
        f"<main><div><div><span class='date'>1 June 2024</span></div></div><h1>The bridge</h1>{BODY}</main>",
        f'<article><h1>The bridge</h1>{BODY}</article><div class="more-stories"><p class="date">1 June 2024</p></div>',
        f"<article><h1>The bridge</h1><div class='item'><span class='date'>1 June 2024</span></div>{BODY}</article>",
        f"<article><h1>The bridge</h1>{BODY}<div class='date'>1 June 2024</div><p>Read also</p></article>",
        f"<article><h1>The bridge</h1>{BODY}<div><b>Bob</b> <time>1 June 2024</time><p>I disagree.</p></div></article>",
        f"<main><h1>News</h1><article><h2>The hall</h2><time>1 June 2024</time></article></main>{BODY}",
        f"<main><h1>The bridge</h1><div><span class='date'>1 June 2024</span><h3>Another</h3></div>{BODY}</main>",
        f"<article><h1>The bridge</h1><div><b class='date'>1 June 2024</b> 14 degrees</div>{BODY}</article>",
        f"<article><h1>The bridge</h1><p><time>1 June 2024</time></p>{BODY}<p><time>2 June 2024</time></p></article>",
        f"<div><h1>Courier</h1><p class='date'>1 June 2024</p></div><div><h2>The bridge</h2>{BODY}</div>",
        f"<h1>The bridge</h1>{BODY}<article><h2>Another</h2><time datetime='2024-06-01'>1 June</time></article>",
    ],
)
def test_a_day_that_stands_elsewhere_is_another_s(body: str) -> None:
    assert read(page(body, "<title>The bridge</title>"), "html").published is None


@pytest.mark.parametrize(
    "body",
    [
        f'<main><div class="meta"><time>1 June 2024</time></div><h1>The bridge</h1>{BODY}</main>',
        f"<header><h1>The bridge</h1><p>How it came that the council voted.</p><time>1 June 2024</time></header>{BODY}",
        f'<main><h2>The bridge</h2><p class="dek">How it came to be known.</p><time>2024-06-01</time>{BODY}</main>',
        f"<h1>The bridge</h1><p>By Ann Smith</p><p>1 June 2024</p>{BODY}",
        f'<header><p class="date">9 May 2026</p></header><h1>The bridge</h1><p class="date">1 June 2024</p>{BODY}',
    ],
)
def test_a_day_about_the_headline_is_the_article_s(body: str) -> None:
    assert read(page(body, "<title>The bridge</title>"), "html").published == DAY


@pytest.mark.parametrize(
    "line",
    [
        "<h3>1 June 2024</h3>",
        "<h3><time>1 June 2024</time></h3>",
        "<p><time>1 June 2024</time></p><p>It was the day on which the bridge fell.</p>",
        "<p>1 June 2024</p>",
        "<div>When</div><div><time>1 June 2024</time></div>",
    ],
)
@pytest.mark.parametrize("head", ["", '<meta property="article:published_time" content="2024-06-01">'])
def test_a_day_that_is_part_of_the_text_stays_in_it(line: str, head: str) -> None:
    found = read(page(f"<article><h1>The bridge</h1>{line}{BODY}</article>", head), "html")
    assert "1 June 2024" in found.text
    assert FIRST in found.text


def test_a_day_that_metadata_say_too_is_no_text_and_another_is() -> None:
    head = '<meta property="article:published_time" content="2024-06-01">'
    lines = "<p><time>1 June 2024</time></p><div><time>5 May 2023</time></div>"
    found = read(page(f"<article><h1>The bridge</h1>{lines}{BODY}</article>", head), "html")
    assert found.text == f"5 May 2023\n{FIRST}\n{SECOND}\n{THIRD}"


def test_metadata_come_before_what_is_shown() -> None:
    head = '<meta property="article:published_time" content="2024-05-31">'
    found = read(page(f'<h1>The bridge</h1><p class="date">1 June 2024</p>{BODY}', head), "html")
    assert found.published == date(2024, 5, 31)

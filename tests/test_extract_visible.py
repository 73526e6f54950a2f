"""What a page shows its readers beside the article: a date counts if it is the only one; a paywall needs a sign."""

from __future__ import annotations

import json
from datetime import date

import pytest
from page import FIRST, SECOND, THIRD, page, paragraphs, read

from ingest.seen import Flags, Seen

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
        "<p>1 June 2024</p>",
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
    ],
)
def test_what_may_be_another_date_is_none(markup: str) -> None:
    assert read(page(f"<article><h1>The bridge</h1>{markup}{BODY}</article>"), "html").published is None


def test_a_date_under_the_headline_comes_before_those_elsewhere() -> None:
    below = '<section><p class="date">5 May 2023</p></section>'
    found = read(page(f'<h1>The bridge</h1><p class="date">1 June 2024</p>{BODY}{below}'), "html")
    assert found.published == DAY
    found = read(page(f"<h1>The bridge</h1>{BODY}<p>5 May 2023</p><p class='date'>1 June 2024</p>"), "html")
    assert found.published == DAY


def test_metadata_come_before_what_is_shown() -> None:
    head = '<meta property="article:published_time" content="2024-05-31">'
    found = read(page(f'<h1>The bridge</h1><p class="date">1 June 2024</p>{BODY}', head), "html")
    assert found.published == date(2024, 5, 31)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="og:title" content="The bridge | Elmford Courier">', "The bridge"),
        ("<title>The bridge - Elmford Courier</title>", "The bridge"),
        ("<title>Elmford Courier: not this</title><meta property='og:title' content='The bridge'>", "The bridge"),
        ("<title>Elmford Courier | A bridge at last</title>", "A bridge at last"),
        ("<title>A bridge at last – ELMFORD  Courier</title>", "A bridge at last"),
        ("<title>A bridge – at last</title>", "A bridge – at last"),
        ("<title>A bridge | Somewhere</title>", "A bridge | Somewhere"),
        ("<title>The bridge | Somewhere</title>", "The bridge"),
        ("<title>Elmford Courier</title>", "Elmford Courier"),
    ],
)
def test_a_title_does_not_name_its_site(head: str, expected: str) -> None:
    site = '<meta property="og:site_name" content="Elmford Courier">'
    assert read(page(f"<article><h1>The bridge</h1>{BODY}</article>", site + head), "html").title == expected


def test_the_publisher_of_json_ld_is_a_site_too() -> None:
    linked = {"@type": "NewsArticle", "headline": "A bridge at last | Courier", "publisher": {"name": "Courier"}}
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>'
    assert read(page(BODY, script), "html").title == "A bridge at last"


def test_a_short_page_that_is_whole_is_not_flagged() -> None:
    assert read(page(f"<article>{paragraphs(FIRST)}</article>"), "html").notices == ()


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{paragraphs(FIRST)}</article><div class='wall'><p>Subscribe to continue reading.</p></div>",
        f"<article>{paragraphs(FIRST)}</article><div><p>Already a subscriber? Log in</p></div>",
        f"<article>{paragraphs(FIRST, 'Nobody had expected that the mayor would…')}</article>",
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "isAccessibleForFree": false}}</script>'
        f"<article>{paragraphs(FIRST)}</article>",
    ],
)
def test_a_sign_of_a_paywall_is_said_of_a_short_page_only(body: str) -> None:
    (notice,) = read(page(body), "html").notices
    assert notice.endswith("there are signs of a paywall")
    assert (
        read(
            page(
                body.replace(
                    "</article>", paragraphs(*(f"{SECOND} That was number {n}." for n in range(20))) + "</article>"
                )
            ),
            "html",
        ).notices
        == ()
    )


def test_of_a_file_that_an_older_reader_read_only_the_flags_are_kept() -> None:
    kept = json.loads(Seen("a" * 64, Flags("Courier", DAY), 1, ()).to_json())
    seen = Seen.from_json(json.dumps({**kept, "reader": kept["reader"] - 1}))
    assert seen is not None
    assert (seen.sha256, seen.flags) == ("", Flags("Courier", DAY))

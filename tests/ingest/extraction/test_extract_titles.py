"""What a page shows its readers beside the article: a title without its site's name, and signs of a paywall."""

from __future__ import annotations

import json
from datetime import date

import pytest
from page import FIRST, SECOND, THIRD, page, paragraphs, read

from ingest.indexing.seen_files import Flags, SeenFile

DAY = date(2024, 6, 1)
BODY = paragraphs(FIRST, SECOND, THIRD)


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
        ("<title>Elmford Courier</title>", "The bridge"),
    ],
)
def test_a_title_does_not_name_its_site(head: str, expected: str) -> None:
    site = '<meta property="og:site_name" content="Elmford Courier">'
    assert read(page(f"<article><h1>The bridge</h1>{BODY}</article>", site + head), "html").title == expected


def test_the_publisher_of_json_ld_is_a_site_too() -> None:
    linked = {"@type": "NewsArticle", "headline": "A bridge at last | Courier", "publisher": {"name": "Courier"}}
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>'
    assert read(page(BODY, script), "html").title == "A bridge at last"


def test_a_headline_that_the_page_s_data_give_is_whole_though_its_heading_is_shorter() -> None:
    headline = "The bridge - what is known so far"
    script = f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": headline})}</script>'
    head = f'{script}<meta property="og:title" content="{headline}">'
    assert read(page(f"<article><h1>The bridge</h1>{BODY}</article>", head), "html").title == headline


@pytest.mark.parametrize(
    ("shared", "expected"),
    [("Why a bridge now?", "A bridge at last for Aford"), ("A bridge at last", "A bridge at last")],
)
def test_the_title_is_what_all_others_agree_on(shared: str, expected: str) -> None:
    headline = "A bridge at last for Aford"
    said = json.dumps({"@type": "NewsArticle", "headline": headline})
    head = f'<script type="application/ld+json">{said}</script><meta property="og:title" content="{shared}">'
    head += f'<meta name="twitter:title" content="{headline}">'
    assert read(page(f"<article><h1>{headline}</h1>{BODY}</article>", head), "html").title == expected


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
    kept = json.loads(SeenFile("a" * 64, Flags("Courier", DAY), 1, ()).to_json())
    seen = SeenFile.from_json(json.dumps({**kept, "reader": kept["reader"] - 1}))
    assert seen is not None
    assert (seen.sha256, seen.flags) == ("", Flags("Courier", DAY))
